// Checks the architecture: no import cycle, no import against the layers, nothing impure in the core. Reads import
// statements as Biome formats them; type imports count too.
import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import process from "node:process";

const CORE = ["offers", "search", "rooms", "commands", "messages"];

/** What each layer may import of `src/`, beside itself. A layer that is not named may import anything. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(CORE.map((layer) => [layer, CORE])),
  "ports.ts": ["ports"],
  ports: CORE,
  flows: [...CORE, "ports.ts"],
  edges: [...CORE, "ports.ts"],
  config: [...CORE, "edges"],
};

/** Modules of Node.js that neither read nor change the world. */
const PURE_MODULES = new Set(["node:crypto", "node:path", "node:path/posix", "node:url", "node:util"]);

const IMPURE: readonly (readonly [RegExp, string])[] = [
  [/\bprocess\./, "reads the process; pass what it needs"],
  [/\bDate\.now\(|\bnew Date\(\)/, "reads the clock; pass `now`"],
  [/\bMath\.random\(/, "is not repeatable; pass what it needs"],
  [/\bfetch\(|\bset(?:Timeout|Interval)\(/, "acts on the world; that belongs to an edge"],
];

const IMPORT =
  /^(?:import|export)\b[^"';]{0,2000}?\bfrom "([^"]+)"|^import "([^"]+)"|\bimport\("([^"]+)"\)/gm;

const root = join(import.meta.dirname, "..");

interface Module {
  readonly source: string;
  /** Files of this checkout, from its root. */
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

function read(file: string): Module {
  const source = readFileSync(join(root, file), "utf8");
  const names = [...source.matchAll(IMPORT)].map((found) => found[1] ?? found[2] ?? found[3] ?? "");
  return {
    source,
    files: names.filter((name) => name.startsWith(".")).map((name) => normalize(join(dirname(file), name))),
    packages: names.filter((name) => !name.startsWith(".")),
  };
}

function layerOf(file: string): string | undefined {
  const [top, layer] = file.split("/");
  return top === "src" ? layer : undefined;
}

function faultsOf(file: string, module: Module): string[] {
  const layer = layerOf(file);
  if (layer === undefined) return [];
  const faults: string[] = [];
  const allowed = MAY_IMPORT[layer];
  for (const target of module.files) {
    const targetLayer = layerOf(target);
    if (targetLayer === undefined) faults.push(`${file}: imports ${target}, which is outside src/`);
    else if (allowed !== undefined && targetLayer !== layer && !allowed.includes(targetLayer)) {
      faults.push(`${file}: imports ${target}; ${layer} may only import ${allowed.join(", ")}`);
    }
  }
  if (!CORE.includes(layer)) return faults;
  for (const name of module.packages) {
    if (name.startsWith("node:") && !PURE_MODULES.has(name))
      faults.push(`${file}: imports ${name}; the core is pure`);
  }
  module.source.split("\n").forEach((line, index) => {
    if (/^\s*(?:\/\/|\/?\*)/.test(line)) return;
    for (const [pattern, why] of IMPURE) {
      if (pattern.test(line)) faults.push(`${file}:${index + 1}: ${why}`);
    }
  });
  return faults;
}

/** Every file that closes a cycle, with the way round. */
function cyclesOf(modules: ReadonlyMap<string, Module>): string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const start = path.indexOf(file);
    if (start >= 0) cycles.push(`import cycle: ${[...path.slice(start), file].join(" → ")}`);
    if (start >= 0 || done.has(file)) return;
    path.push(file);
    for (const target of modules.get(file)?.files ?? []) visit(target);
    path.pop();
    done.add(file);
  };
  for (const file of modules.keys()) visit(file);
  return cycles;
}

const files = globSync(["src/**/*.ts", "tests/**/*.ts", "bench/**/*.ts", "scripts/**/*.ts", "fuzz/**/*.ts"], {
  cwd: root,
}).sort();
const modules = new Map(files.map((file) => [file, read(file)]));
const faults = [...[...modules].flatMap(([file, module]) => faultsOf(file, module)), ...cyclesOf(modules)];
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`imports: ${modules.size} files, ${faults.length} faults\n`);
process.exitCode = faults.length === 0 && modules.size > 0 ? 0 : 1;
