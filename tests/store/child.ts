// A process that works with a store until it is killed: `child.ts <url> hold|loop|inside|open [nobody]`.
import process from "node:process";
import { openStore } from "../../src/edges/store/open.ts";
import { Mendable } from "../../src/ports/index.ts";
import { exitCodeOf } from "../../src/terminal/exitCodes.ts";
import { room } from "../support/identifiers.ts";
import { becomeNobody } from "../support/nobody.ts";
import { queue } from "../support/outbox.ts";

const [url = "", task, user] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
if (user === "nobody") await becomeNobody();

try {
  const store = await openStore(url, { lock: true, now: Date.now() });
  if (task === "hold") say("held");
  if (task === "loop") {
    for (let round = 0; ; round += 1) {
      await store.write(async (tx) => {
        const place = await tx.places.mention({ room: room("salon") }, round);
        for (let row = 0; row < 20; row += 1) await queue(tx, place.id, `${round}:${row}`);
        await tx.session.setToken(String(round));
      });
      say(String(round));
    }
  }
  if (task === "inside") {
    await store.write(async (tx) => {
      await tx.session.setToken("never committed");
      say("inside");
      await new Promise(() => setInterval(() => {}, 60_000));
    });
  }
  if (task === "open") await store.close();
  else setInterval(() => {}, 60_000);
} catch (error) {
  const { message } = error as Error;
  const kind = error instanceof Mendable ? error.kind : null;
  say(JSON.stringify({ kind, message, exitCode: exitCodeOf(error) }));
}
