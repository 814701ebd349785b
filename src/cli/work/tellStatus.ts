import type { CommonOptions } from "../../config/commonOptions.ts";
import { setUp } from "../../config/setUp.ts";
import { askStatus } from "../../edges/http/askStatus.ts";
import { keysLine } from "../../flows/service/keysReport.ts";
import type { Report } from "../../flows/service/report.ts";
import { EXIT, type ExitCode } from "../../terminal/exitCodes.ts";
import { printable } from "../../terminal/printable.ts";
import type { Paint, Terminal } from "../../terminal/terminal.ts";
import { counted } from "../../text/counted.ts";

interface StatusOptions {
  readonly json: boolean;
  readonly again: boolean;
  readonly seen: boolean;
}

/** Asks the running bot over its health address, and prints what it says. */
export async function tellStatus(
  common: CommonOptions,
  { json, again, seen }: StatusOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { config } = setUp(common, terminal);
  const { listen } = config.settings.http;
  if (listen === "") {
    terminal.complain("crieur: http.listen is empty, so that no bot can be asked; give it an address.");
    return EXIT.configuration;
  }
  const report = await askStatus(listen, { again, seen });
  if (report === null) {
    terminal.complain(
      `crieur: no bot answers on ${listen}; start one, or see whether http.listen is its address.`,
    );
    return EXIT.wrong;
  }
  if (json) terminal.print(JSON.stringify(report));
  else for (const line of linesOf(report, terminal.paint)) terminal.print(printable(line));
  return report.ready ? EXIT.fine : EXIT.wrong;
}

function linesOf(report: Report, paint: Paint): string[] {
  const { account, reasons, queue, rooms, offers, messages } = report;
  const waiting = queue.map(({ class: kind, rows }) => `${rows} ${kind}`).join(", ");
  return [
    report.ready ? paint("green", "well") : paint("red", "not well"),
    ...reasons.flatMap(({ what, since, remedy }) => [
      `  ${paint("bold", what)}`,
      `    since ${since}`,
      `    remedy: ${remedy}`,
    ]),
    ...report.notes.map(({ what, remedy }) => `  note: ${what}; remedy: ${remedy}`),
    `account   ${account ?? "not reached yet"}`,
    `sync      ${report.syncAge === null ? "none yet" : `${report.syncAge} s ago`}`,
    `rooms     ${rooms.active} served, ${rooms.waiting} waiting, ${rooms.suspended} suspended`,
    `keys      ${keysLine(report.keys)}`,
    `queue     ${waiting || "empty"}`,
    `messages  ${messages === null ? "unknown" : `${messages.sent} sent, ${messages.dead} given up`}`,
    `gaps      ${report.gaps}`,
    `offers    ${offers.open} open, ${offers.closed} closed, ${counted(report.refusedFiles, "file")} refused`,
    `store     ${(report.storeSize / 1_048_576).toFixed(1)} MiB`,
    `version   ${report.version}, Node.js ${report.node}, since ${report.started}`,
  ];
}
