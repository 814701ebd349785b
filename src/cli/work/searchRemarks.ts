import type { Refusal } from "../../search/query/refusal.ts";
import type { Help, Loosened, Ranking } from "../../search/ranking/ranking.ts";

/** What a list does not say by itself: words read otherwise, words nobody says, what was loosened, what helps on. */
export function remarksOn(ranking: Ranking): string[] {
  const { corrections, unknown, unread, excluded, loosened, complete, total, refusal, help } = ranking;
  if (refusal !== null) return [`not searched: ${refusalText(refusal)}`];
  return [
    ...corrections.map(({ from, to }) => `looked for “${to}” instead of “${from}”`),
    ...unknown.map((word) => `no offer says “${word}”`),
    ...unread.map((part) => `passed over, because no fact of an offer says it: “${part}”`),
    ...excluded.map((word) => `left out: “${word}”`),
    ...(loosened.length === 0
      ? []
      : [`${complete} of ${total} say all of it; then ${loosened.map(groupText).join("; ")}`]),
    ...(total === 0 ? [`nothing found${helpText(help)}`] : []),
  ];
}

function groupText({ without, near, count }: Loosened): string {
  const parts = [...without.map((part) => `without “${part}”`), ...near.map((part) => `near “${part}”`)];
  return `${count} ${parts.length === 0 ? "near it" : parts.join(", ")}`;
}

function helpText(help: Help | null): string {
  const word = help?.word ? `; the closest word is “${help.word}”` : "";
  const looser = help?.looser ? `; “${help.looser.text}” finds ${help.looser.count}` : "";
  return word + looser;
}

function refusalText(refusal: Refusal): string {
  switch (refusal.kind) {
    case "nothing":
      return "these words ask for nothing that an offer says";
    case "contradiction":
      return `“${refusal.text}” is asked for and excluded`;
    case "unread":
      return `no fact of an offer can be compared with “${refusal.text}”`;
    case "value": {
      const guess = refusal.nearest === null ? "" : `; did you mean “${refusal.field}:${refusal.nearest}”?`;
      return `“${refusal.value}” is no known value of “${refusal.field}:”${guess}`;
    }
    default:
      return refusal satisfies never;
  }
}
