import { Counter, Gauge, Registry } from "prom-client";
import type { Report } from "../../flows/service/report.ts";
import type { Figures } from "../../flows/service/tally.ts";

/**
 * The report in Prometheus' text format, every name beginning with `crieur_` and ending with its unit where it has one;
 * what ends with `_total`, and the histogram, count from the start of the process. No label names a person, a room or a
 * text, so that there are a few dozen series whatever the number of rooms.
 */
export async function metricsOf(report: Report, now: number): Promise<{ type: string; text: string }> {
  const registry = new Registry();
  const gauge = (name: string, help: string, ...labelNames: string[]): Gauge<string> =>
    new Gauge({ name: `crieur_${name}`, help, labelNames, registers: [registry] });
  const counter = (name: string, help: string, ...labelNames: string[]): Counter<string> =>
    new Counter({ name: `crieur_${name}_total`, help, labelNames, registers: [registry] });

  gauge("ready", "1 when the bot does all of its work, else 0").set(report.ready ? 1 : 0);
  gauge("reasons", "Reasons why it does not, see /readyz").set(report.reasons.length);
  gauge("notes", "Troubles that do not keep it from its work, see /readyz").set(report.notes.length);
  gauge("start_time_seconds", "When the process began, since the epoch").set(
    Date.parse(report.started) / 1000,
  );
  if (report.syncAge !== null) gauge("sync_age_seconds", "Since the last good sync").set(report.syncAge);
  const rows = gauge("queue_rows", "Messages that wait and could go", "class", "state");
  const ages = gauge("queue_oldest_seconds", "For how long the oldest of them could go", "class", "state");
  for (const { class: kind, state, rows: count, since } of report.queue) {
    rows.set({ class: kind, state }, count);
    ages.set({ class: kind, state }, Math.max(0, now - since) / 1000);
  }
  const sends = counter("sends", "Requests to send a message, by what came of them", "class", "outcome");
  for (const { class: kind, outcome, count } of report.figures.sends)
    sends.inc({ class: kind, outcome }, count);
  const messages = gauge("messages", "Messages in the store, by state", "state");
  for (const [state, count] of Object.entries(report.messages ?? {})) messages.set({ state }, count);
  gauge("given_up_messages", "Messages given up that no operator has seen").set(report.givenUp);
  const incidents = gauge("incidents", "What happened and no operator has seen, see /readyz", "kind");
  for (const [kind, count] of Object.entries(report.incidents)) incidents.set({ kind }, count);
  const places = gauge("rooms", "Rooms by whether messages flow to them", "state");
  for (const [state, count] of Object.entries(report.rooms)) places.set({ state }, count);
  gauge("keys_good", "1 when messages of encrypted rooms can be read and said, else 0").set(
    report.keys.on ? 1 : 0,
  );
  gauge("unopened_messages", "Messages whose key has not come yet").set(report.keys.unopened);
  const commands = counter("commands", "Commands by what became of them", "outcome");
  for (const [outcome, count] of Object.entries(report.figures.commands)) commands.inc({ outcome }, count);
  gauge("commands_waiting", "Commands that are not answered yet").set(report.commands.waiting ?? 0);
  gauge("gaps", "Gaps in the history of rooms that are not worked through").set(report.gaps);
  const offers = gauge("offers", "Offers by state", "state");
  for (const [state, count] of Object.entries(report.offers)) offers.set({ state }, count);
  gauge("refused_files", "Files of the folder whose offers cannot be read").set(report.refusedFiles);
  gauge("store_size_bytes", "Size of the store's file").set(report.storeSize);
  gauge("info", "Versions", "version", "node").set({ version: report.version, node: report.node }, 1);
  const about = "From the receipt of a command to the arrival of its answer";
  const times = histogram("crieur_answer_seconds", about, report.figures.answers);
  return { type: registry.contentType, text: `${await registry.metrics()}\n${times}` };
}

/** A histogram that was counted elsewhere, which prom-client does not take. */
function histogram(name: string, help: string, { within, sum, count }: Figures["answers"]): string {
  const buckets = [...within, { bound: "+Inf", count }];
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} histogram`,
    ...buckets.map(({ bound, count: number }) => `${name}_bucket{le="${bound}"} ${number}`),
    `${name}_sum ${sum}`,
    `${name}_count ${count}`,
    "",
  ].join("\n");
}
