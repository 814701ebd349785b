/**
 * The architecture as a table, and what stands against it (docs/design.md §1). Pure: source texts in, faults
 * out, so that a test can plant one import of each forbidden kind.
 */
import { dirname, join, normalize } from "node:path";

/** A floor may import itself and the floors named before it in this list, never one after it. */
const FLOORS = [
  "src/text",
  "src/schedule",
  "src/offers",
  "src/search",
  "src/rooms",
  "src/delivery",
  "src/commands",
  "src/messages",
  "src/ports",
  "src/flows",
  "src/edges",
  "src/config",
  "src/terminal",
  "src/app",
  "synapse",
  "demo",
  "src/cli",
  "src/main",
] as const;
type Floor = (typeof FLOORS)[number];

/** The same within a floor: the rooms of its folder in their order; `.` stands for the files beside them. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  "src/offers": [".", "body", "tracking", "facts", "reading"],
  "src/search": ["language", "query", "index", "ranking", "."],
  demo: ["stage", "live", "check", "."],
  "src/cli": ["syntax", "work", "commands", "."],
};

/** Floors that hold decisions only: nothing in them reads or changes the world. */
const PURE: readonly Floor[] = FLOORS.slice(0, FLOORS.indexOf("src/ports"));

/** `synapse/` is a tool of its own: it knows nothing of the bot. */
const ALONE: readonly Floor[] = ["synapse"];

/** Modules of Node.js that neither read nor change the world. */
const PURE_MODULES = new Set(["node:crypto", "node:path", "node:path/posix", "node:url", "node:util"]);

const IMPURE: readonly (readonly [RegExp, string])[] = [
  [/\bprocess\./, "reads the process; pass what it needs"],
  [/\bDate\.now\(|\bnew Date\(\)/, "reads the clock; pass `now`"],
  [/\bMath\.random\(/, "is not repeatable; pass what it needs"],
  [/\bfetch\(|\bset(?:Timeout|Interval)\(/, "acts on the world; that belongs to an edge"],
];

/** Import statements as Biome formats them; type imports count too. */
const IMPORT =
  /^(?:import|export)\b[^"';]{0,2000}?\bfrom "([^"]+)"|^import "([^"]+)"|\bimport\("([^"]+)"\)/gm;

interface Module {
  readonly file: string;
  readonly source: string;
  /** Files of this checkout that it imports, from its root. */
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

/** Sources by path from the root of the checkout; one sentence a fault. */
export function importFaults(sources: ReadonlyMap<string, string>): string[] {
  const modules = [...sources].map(([file, source]) => read(file, source));
  return [
    ...modules.flatMap(strangers),
    ...modules.flatMap(climbs),
    ...modules.flatMap(impurities),
    ...cycles(graphOf(modules, (file) => file)).map((way) => `import cycle: ${way.join(" → ")}`),
    ...cycles(graphOf(modules, roomOf)).map((way) => `cycle of folders: ${way.join(" → ")}`),
  ];
}

function read(file: string, source: string): Module {
  const names = [...source.matchAll(IMPORT)].map((found) => found[1] ?? found[2] ?? found[3] ?? "");
  const isFile = (name: string): boolean => name.startsWith(".");
  return {
    file,
    source,
    files: names.filter(isFile).map((name) => normalize(join(dirname(file), name))),
    packages: names.filter((name) => !isFile(name)),
  };
}

/** Files beside the folders of `src/` are floors of their own; `session.ts` and `openOffers.ts` are parts of `app.ts`. */
function floorOf(file: string): Floor | undefined {
  if (file === "src/session.ts" || file === "src/openOffers.ts") return "src/app";
  return FLOORS.find((floor) => file.startsWith(`${floor}/`) || file === `${floor}.ts`);
}

/** Files beside folders stand for themselves in the graph of folders: `app.ts` is no part of `main.ts`. */
function roomOf(file: string): string {
  return dirname(file) === "src" ? file : dirname(file);
}

/** Finds files of `src` that stand on no floor, and imports of files that are no part of the program. */
function strangers({ file, files }: Module): string[] {
  const floor = floorOf(file);
  if (floor === undefined) {
    return file.startsWith("src/") ? [`${file}: stands on no floor; name it in scripts/imports.ts`] : [];
  }
  return files
    .filter((target) => floorOf(target) === undefined && !target.startsWith("src/"))
    .map((target) => `${file}: imports ${target}, which is no part of the program`);
}

function climbs({ file, files }: Module): string[] {
  const floor = floorOf(file);
  if (floor === undefined) return [];
  return files.flatMap((target) => {
    const other = floorOf(target);
    if (other === undefined) return [];
    if (other !== floor && ALONE.includes(floor))
      return [`${file}: imports ${target}; ${floor} stands alone`];
    if (FLOORS.indexOf(other) > FLOORS.indexOf(floor)) {
      return [`${file}: imports ${target}; ${floor} stands below ${other}`];
    }
    const rooms = ROOMS[floor];
    if (other !== floor || rooms === undefined) return [];
    const [from, to] = [file, target].map((path) => within(path, floor));
    if (from === undefined || to === undefined) return [];
    if (!rooms.includes(from)) return [`${file}: the room ${from} has no place in ${floor}; give it one`];
    return rooms.indexOf(to) > rooms.indexOf(from)
      ? [`${file}: imports ${target}; within ${floor}, ${from} comes before ${to}`]
      : [];
  });
}

function within(file: string, floor: string): string {
  const rest = file.slice(floor.length + 1).split("/");
  return rest.length === 1 ? "." : (rest[0] ?? ".");
}

function impurities({ file, source, packages }: Module): string[] {
  const floor = floorOf(file);
  if (floor === undefined || !PURE.includes(floor)) return [];
  const faults = packages
    .filter((name) => name.startsWith("node:") && !PURE_MODULES.has(name))
    .map((name) => `${file}: imports ${name}; ${floor} is pure`);
  source.split("\n").forEach((line, index) => {
    if (/^\s*(?:\/\/|\/?\*)/.test(line)) return;
    for (const [pattern, why] of IMPURE) {
      if (pattern.test(line)) faults.push(`${file}:${index + 1}: ${why}`);
    }
  });
  return faults;
}

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Files of the same node are one; tests and tools may lean on each other's folders. */
function graphOf(modules: readonly Module[], node: (file: string) => string): Graph {
  const graph = new Map<string, Set<string>>();
  for (const { file, files } of modules) {
    const from = node(file);
    const targets = graph.get(from) ?? new Set();
    for (const target of files) if (node(target) !== from || target === file) targets.add(node(target));
    graph.set(from, targets);
  }
  return graph;
}

/** Every node that closes a cycle, with the way round. */
function cycles(graph: Graph): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (node: string): void => {
    const start = path.indexOf(node);
    if (start >= 0) found.push([...path.slice(start), node]);
    if (start >= 0 || done.has(node)) return;
    path.push(node);
    for (const target of graph.get(node) ?? []) visit(target);
    path.pop();
    done.add(node);
  };
  for (const node of graph.keys()) visit(node);
  return found;
}
