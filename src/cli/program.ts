import { readFileSync } from "node:fs";
import { Command, Option } from "commander";
import type { ExitCode } from "../terminal/exitCodes.ts";
import { printable } from "../terminal/printable.ts";
import { readLimit } from "./limit.ts";
import { readMoment } from "./moment.ts";

type Report = (code: ExitCode) => void;

/**
 * The command line of DESIGN §9. What a command does is loaded when it is called: `crieur --help` waits for none of
 * it. `report` is given the exit code.
 */
export function program(report: Report): Command {
  const crieur = new Command("crieur")
    .description("Announces job offers in Tchap (Matrix) rooms, and answers questions about them.")
    .option("--config <file>", 'the configuration ("config/crieur.yaml" unless given)')
    .option("--offers <folder>", "the folder of offers, instead of the configuration's")
    .option("--store <url>", "the store, such as sqlite:data/crieur.db, instead of the configuration's")
    .version(version(), "--version", "tell the version")
    .helpOption("-h, --help", "tell how it is used")
    .helpCommand("help [command]", "tell how a command is used")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: (text, write) => write(inOneSentence(text)) })
    .exitOverride()
    .addHelpText("after", EXIT_CODES);
  addStart(crieur, report);
  addCheck(crieur, report);
  addShow(crieur, report);
  addSearch(crieur, report);
  addScan(crieur, report);
  addConsole(crieur, report);
  addLogin(crieur, report);
  addDemo(crieur, report);
  return crieur;
}

function addStart(crieur: Command, report: Report): void {
  crieur
    .command("start")
    .description("run the bot, until SIGTERM or Ctrl-C")
    .addHelpText(
      "after",
      examples(
        "crieur start",
        "crieur start --config /etc/crieur.yaml --store sqlite:/var/lib/crieur/crieur.db",
      ),
    )
    .action(async () => report(await (await import("./start.ts")).start(crieur.opts())));
}

function addCheck(crieur: Command, report: Report): void {
  crieur
    .command("check")
    .description("check the configuration and every offer; exit code 1 if an offer has an error")
    .addOption(
      new Option("--format <format>", "how problems are told")
        .choices(["text", "json", "github"])
        .default("text"),
    )
    .addOption(now())
    .addHelpText(
      "after",
      examples(
        "crieur check",
        "crieur check --offers content/_jobs --format github",
        "crieur check --format json | jq .message",
      ),
    )
    .action(async (options) => report(await (await import("./check.ts")).check(crieur.opts(), options)));
}

function addShow(crieur: Command, report: Report): void {
  crieur
    .command("show")
    .description("show an offer as its file stands, read and repaired")
    .argument("[offer]", "an id or a file")
    .option("--all", "every offer, one a line")
    .option("--json", "JSON, an object a line")
    .addOption(now())
    .addHelpText(
      "after",
      examples(
        "crieur show 2022-02-10-tchap-devops",
        "crieur show offers/2022-02-10-tchap-devops.md --json",
        "crieur show --all --json",
      ),
    )
    .action(async (offer, options) =>
      report(await (await import("./show.ts")).show(crieur.opts(), offer, options)),
    );
}

function addSearch(crieur: Command, report: Report): void {
  crieur
    .command("search")
    .description("search the offers as a room would, best first")
    .argument("[query...]", "what to look for; after -- words may begin with a dash")
    .option("--all", "closed offers too")
    .addOption(new Option("--limit <n>", "how many at most").argParser(readLimit).default(10))
    .option("--json", "a JSON array")
    .option("--queries <file>", "many queries, ID TAB QUERY a line; prints ID TAB RANK TAB OFFER a line")
    .addOption(now())
    .addHelpText(
      "after",
      examples(
        "crieur search devops",
        "crieur search --json --limit 3 développeuse python à lyon",
        "crieur search -- devops -paris",
        "crieur search --all --queries queries.tsv",
      ),
    )
    .action(async (words, options) =>
      report(await (await import("./search.ts")).search(crieur.opts(), words, options)),
    );
}

function addScan(crieur: Command, report: Report): void {
  crieur
    .command("scan")
    .description("look once for what changed, and queue what rooms shall hear of it")
    .option("--dry-run", "only look: store and queue nothing")
    .option("--json", "JSON, an object a line")
    .addOption(now())
    .option("--accept-removals", "believe it when many offers are gone at once")
    .addHelpText(
      "after",
      examples(
        "crieur scan --dry-run",
        "crieur scan --json --now 2022-06-01T09:00:00+02:00",
        "crieur scan --accept-removals",
      ),
    )
    .action(async (options) => report(await (await import("./scan.ts")).scanOnce(crieur.opts(), options)));
}

function addConsole(crieur: Command, report: Report): void {
  crieur
    .command("console")
    .description("talk with the bot here: a line typed is a message in its room (Ctrl-D ends)")
    .addHelpText(
      "after",
      examples("crieur console", "echo '!offres devops' | crieur console --offers offers"),
    )
    .action(async () => report(await (await import("./console.ts")).talk(crieur.opts())));
}

function addLogin(crieur: Command, report: Report): void {
  crieur
    .command("login")
    .description("ask for homeserver, user and password, and keep an access token")
    .addHelpText(
      "after",
      examples(
        "crieur login",
        "printf '%s\\n' https://matrix.example.org crieur \"$PASSWORD\" | crieur login",
      ),
    )
    .action(async () => report(await (await import("./login.ts")).logIn(crieur.opts())));
}

function addDemo(crieur: Command, report: Report): void {
  crieur
    .command("demo")
    .description("try the bot on a real homeserver, set up here for the occasion")
    .option("--check", "play a fixed scenario; exit code 0 if all went well, else 1")
    .addHelpText("after", examples("crieur demo", "crieur demo --check"))
    .action(async (options) => report(await (await import("./demo.ts")).demo(crieur.opts(), options)));
}

function now(): Option {
  return new Option("--now <iso>", "the day or moment to take for now, such as 2022-06-01").argParser(
    readMoment,
  );
}

function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join("\n")}`;
}

const EXIT_CODES = `
Examples:
  crieur check                      is everything in order?
  crieur console                    try it without a homeserver
  crieur help search                how a command is used

Exit codes: 0 fine, 1 an offer has an error or is unknown, 64 a mistyped command line, 70 a fault of Crieur's own or
a store in use, 78 something to mend in the configuration or what it names.`;

/** Commander tells its suggestion, and what it expects, in sentences of their own. */
function inOneSentence(text: string): string {
  const [, said = text, guess] =
    /^error: ([^\n]*?)\.?(?:\n\(Did you mean ([^\n]*)\?\))?\n*$/.exec(text) ?? [];
  const remedy = guess === undefined ? "see crieur --help" : `did you mean ${guess}?`;
  return `crieur: ${printable(said.replaceAll(". ", "; "))}; ${remedy}\n`;
}

function version(): string {
  const read: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  return typeof read === "object" && read !== null && "version" in read ? String(read.version) : "";
}
