// @ts-check
// Loaded into a child process before its program (`ENDS_WITH_PARENT` in child.ts): ends it when its standard input
// closes, as it does when whoever started the child is gone, however that ended. Plain JavaScript: what strips types
// would stay in the child's memory, which is measured.
import { Socket } from "node:net";
import process from "node:process";

const line = new Socket({ fd: 0, readable: true, writable: false });
line.on("error", () => line.destroy());
line.on("close", () => process.kill(process.pid, "SIGKILL"));
line.resume().unref();
