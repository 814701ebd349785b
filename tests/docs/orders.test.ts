import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "../../src/config/read.ts";
import { runIn } from "../cli/inProcess.ts";
import { newFolder } from "../support/newFolder.ts";

const ROOT = join(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");

/** Pages that people type from, and sources whose messages give orders to type. */
const PAGES = ["README.md", "CHANGELOG.md", ...globSync("docs/*.md", { cwd: ROOT }), "config/crieur.yaml"];
const SOURCES = globSync("{src,demo,synapse,bin}/**/*.{ts,js}", { cwd: ROOT });

/** Each `npx crieur …`, down to what ends an order in prose or code. */
const orders = [...new Set([...PAGES, ...SOURCES].flatMap((file) => ordersIn(read(file))))];

function ordersIn(text: string): string[] {
  return [...text.matchAll(/npx (?:--prefix \S+ )?crieur ([a-z]+(?: [^\s`"'…<|)\\;,]+)*)/g)].map(
    ([, order = ""]) => order.replace(/[.:]$/, ""),
  );
}

test("every order that docs and messages give exists, with its options", async () => {
  expect(orders.length).toBeGreaterThan(15);
  const folder = await newFolder();
  for (const order of orders) {
    const [command = "", ...words] = order.split(" ");
    const { code, stdout } = await runIn(
      folder,
      command === "help" ? [command, ...words] : [command, "--help"],
    );
    expect([order, code]).toEqual([order, 0]);
    const end = words.indexOf("--");
    const options = words.slice(0, end < 0 ? undefined : end).filter((word) => word.startsWith("--"));
    for (const option of options) expect(stdout, order).toContain(option);
  }
});

test("no page gives an order that is on nobody's PATH", () => {
  const guides = PAGES.filter((name) => /^README|exploitation|offres|guide|recherche/.test(name));
  for (const page of guides) {
    const bare = read(page).match(
      /(?<!npx |crieur )`crieur (?:start|check|scan|show|search|login|status|backup)\b[^`]*`/g,
    );
    expect([page, bare]).toEqual([page, null]);
  }
});

test.each(["README.md", "docs/exploitation.md"])("every configuration of %s can be read", (page) => {
  const blocks = [...read(page).matchAll(/^( *)```yaml\n(.*?)^\1```/gms)].map(([, indent = "", text = ""]) =>
    text.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  );
  expect(blocks.length).toBeGreaterThan(0);
  // Prometheus has its own.
  for (const block of blocks.filter((text) => !text.startsWith("groups:"))) {
    const result = readConfig(block, { GIT_TOKEN: "x" });
    expect(result.ok ? [] : result.problems).toEqual([]);
  }
});

test.each(PAGES.filter((name) => name.endsWith(".md")))("%s links to files that are there", (page) => {
  for (const [, target = ""] of read(page).matchAll(/\]\(([^):#]+)(?:#[^)]*)?\)/g)) {
    expect([target, existsSync(join(ROOT, dirname(page), target))]).toEqual([target, true]);
  }
});
