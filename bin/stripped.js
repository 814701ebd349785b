// @ts-check
// TypeScript, stripped of its types once a checkout and version of Node.js, and kept for the next starts. Node.js itself
// could do both: what strips would stay in memory, 16 MB, and its compile cache keeps all that it has read, 9 MB
// (docs/decisions/033-memory-at-rest.md).
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import module from "node:module";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** The folders of the checkout that the program is loaded from. */
const FOLDERS = ["src", "demo", "synapse"];

/**
 * Loads the program's TypeScript without its types: from what is kept in `cache`, where it is the same text; what is not
 * there yet is made by another process, once. Where nothing can be kept, Node.js strips as it always does.
 *
 * @param {string} checkout
 * @param {string} cache
 */
export function loadStripped(checkout, cache) {
  const folder = join(cache, "stripped", hashOf(checkout).slice(0, 16));
  let made = false;
  /** @param {string} file */
  const stripped = (file) => {
    const source = readFileSync(file, "utf8");
    const kept = keptOf(folder, source);
    if (kept !== null || made) return kept;
    made = true;
    // Loaded here alone: it is only needed once.
    const { spawnSync } = process.getBuiltinModule("node:child_process");
    const here = fileURLToPath(import.meta.url);
    spawnSync(process.execPath, [here, checkout, folder], { stdio: "ignore" });
    return keptOf(folder, source);
  };
  module.registerHooks({
    load: (url, context, next) => {
      if (!url.endsWith(".ts")) return next(url, context);
      const source = stripped(fileURLToPath(url));
      return source === null ? next(url, context) : { format: "module", source, shortCircuit: true };
    },
  });
}

/**
 * What is kept for this text; null where nothing is, or where it is not whole: a machine may have lost its power.
 *
 * @param {string} folder
 * @param {string} source
 */
function keptOf(folder, source) {
  try {
    const text = readFileSync(join(folder, nameOf(source)), "utf8");
    const seal = text.lastIndexOf(SEAL);
    return text.slice(seal) === SEAL + hashOf(text.slice(0, seal)) ? text : null;
  } catch {
    return null;
  }
}

const SEAL = "\n//# whole ";

/** @param {string} text */
function hashOf(text) {
  return createHash("sha256").update(text).digest("hex");
}

/** @param {string} source */
function nameOf(source) {
  return hashOf(`${process.version}\0${source}`);
}

/**
 * Strips every file of the checkout that is not kept yet, and removes what was kept of others.
 *
 * @param {string} checkout
 * @param {string} folder
 */
function keepAll(checkout, folder) {
  mkdirSync(folder, { recursive: true });
  const here = new Set(readdirSync(folder));
  const needed = new Set();
  const folders = FOLDERS.map((name) => join(checkout, name)).filter((path) => existsSync(path));
  for (const file of folders.flatMap(typeScriptIn)) {
    const source = readFileSync(file, "utf8");
    const name = nameOf(source);
    needed.add(name);
    if (here.has(name) && keptOf(folder, source) !== null) continue;
    const text = module.stripTypeScriptTypes(source);
    // Others may do the same at this moment: none of them reads half a file.
    const fresh = join(folder, `${name}.${process.pid}`);
    writeFileSync(fresh, text + SEAL + hashOf(text));
    renameSync(fresh, join(folder, name));
  }
  // Of those with a dot somebody else may make use at this moment.
  for (const name of here)
    if (!needed.has(name) && !name.includes(".")) rmSync(join(folder, name), { force: true });
}

/** @param {string} folder */
function typeScriptIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name));
}

const [, script, checkout, folder] = process.argv;
if (script === fileURLToPath(import.meta.url) && checkout && folder) keepAll(checkout, folder);
