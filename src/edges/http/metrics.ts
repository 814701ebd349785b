import { Gauge, Registry } from "prom-client";
import type { Report } from "../../flows/service/report.ts";

/**
 * The report in Prometheus' text format, every name beginning with `crieur_` and ending with its unit where it has one.
 * No label names a person, a room or a text.
 */
export async function metricsOf(report: Report, now: number): Promise<{ type: string; text: string }> {
  const registry = new Registry();
  const gauge = (name: string, help: string, ...labelNames: string[]): Gauge<string> =>
    new Gauge({ name: `crieur_${name}`, help, labelNames, registers: [registry] });

  gauge("ready", "1 when the bot does all of its work, else 0").set(report.ready ? 1 : 0);
  gauge("reasons", "Reasons why it does not, see /readyz").set(report.reasons.length);
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
  const messages = gauge("messages", "Messages in the store, by state", "state");
  for (const [state, count] of Object.entries(report.messages ?? {})) messages.set({ state }, count);
  const places = gauge("rooms", "Rooms by whether messages flow to them", "state");
  for (const [state, count] of Object.entries(report.rooms)) places.set({ state }, count);
  const commands = gauge("commands", "Commands of the last 30 days, by what became of them", "outcome");
  for (const [outcome, count] of Object.entries(report.commands)) commands.set({ outcome }, count);
  const times = gauge("answer_seconds", "From receipt to answer, of the last hundred answers", "quantile");
  const sorted = report.answerTimes.toSorted((a, b) => a - b);
  for (const quantile of [0.5, 0.95]) {
    const time = sorted[Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))];
    if (time !== undefined) times.set({ quantile }, time / 1000);
  }
  gauge("notes", "Troubles of single rooms, see /readyz").set(report.notes.length);
  gauge("gaps", "Gaps in the history of rooms that are not worked through").set(report.gaps);
  const offers = gauge("offers", "Offers by state", "state");
  for (const [state, count] of Object.entries(report.offers)) offers.set({ state }, count);
  gauge("refused_files", "Files of the folder whose offers cannot be read").set(report.refusedFiles);
  gauge("store_size_bytes", "Size of the store's file").set(report.storeSize);
  gauge("info", "Versions", "version", "node").set({ version: report.version, node: report.node }, 1);
  return { type: registry.contentType, text: await registry.metrics() };
}
