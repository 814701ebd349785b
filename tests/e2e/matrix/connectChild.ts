// Connects with a token file and says whose it is: a process that a test can kill.
import process from "node:process";
import { connect } from "../../../src/edges/matrix/connect.ts";

const [url = "", accessTokenFile = ""] = process.argv.slice(2);
const { user } = await connect({ url, credentials: { accessTokenFile } });
process.stdout.write(user);
