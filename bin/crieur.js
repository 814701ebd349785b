#!/usr/bin/env node
// @ts-check
// Starts the program on a Node.js that runs TypeScript as it stands. Plain JavaScript, so that an older Node.js can
// still read it and say what to do. Services start this file themselves: npx does not pass signals on.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const EXIT_CONFIGURATION = 78;

/** @param {string} sentence */
function refuse(sentence) {
  process.stderr.write(`crieur: ${sentence}\n`);
  process.exit(EXIT_CONFIGURATION);
}

if (!existsSync(new URL("../node_modules/matrix-bot-sdk", import.meta.url))) {
  refuse("its packages are not installed; run `npm ci` in the checkout first.");
}

// Some builds of Node.js 24 come without the part that strips types.
if (Number.parseInt(process.versions.node, 10) < 24 || !process.features.typescript) {
  refuse(
    `Node.js ${process.versions.node} cannot run it, 24 or later can; use the one that \`npm ci\` installed: ` +
      "`npx crieur …` or `npm run crieur -- …` in the checkout, or `node_modules/.bin/node bin/crieur.js …`.",
  );
}

// Hide a warning that no operator can act on: early releases of Node.js 24 call type stripping experimental.
const emitWarning = process.emitWarning;
process.emitWarning = (warning, ...rest) => {
  if (String(warning).startsWith("Type Stripping is an experimental feature")) return;
  Reflect.apply(emitWarning, process, [warning, ...rest]);
};

// Types are stripped once per user and checkout, not at every start: that is a third of the time that a start takes.
const { XDG_CACHE_HOME, HOME } = process.env;
const cache = XDG_CACHE_HOME || (HOME && join(HOME, ".cache"));
const { loadStripped } = await import("./stripped.js");
if (cache) loadStripped(fileURLToPath(new URL("..", import.meta.url)), join(cache, "crieur"));
const { leaveOut } = await import("./leftOut.js");
leaveOut();

await import("../src/main.ts");
