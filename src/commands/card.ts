import type { Answer, Listed } from "./answer.ts";
import type { BotCommand, Context, Shown } from "./context.ts";
import { closestIds, findOffer, looksLikeId } from "./offerName.ts";

/** `!offre [n ou id]` */
export const card: BotCommand = {
  name: "card",
  words: ["carte"],
  accepts: (rest, knows) => rest === "" || names(rest, knows),
  async run(which, context) {
    if (which === "") return ofRepliedMessage(context);
    const number = readNumber(which);
    return number === null ? ofName(which, context) : ofNumber(number, context);
  },
};

/** Whether these words name one offer, so that `!offres` with them asks for its card. */
export function names(words: string, knows: (id: string) => boolean): boolean {
  return readNumber(words) !== null || looksLikeId(words) || knows(words);
}

function readNumber(words: string): number | null {
  const digits = /^(?:n°\s?|#)?([1-9]\d{0,2})\.?$/.exec(words)?.[1];
  return digits === undefined ? null : Number(digits);
}

function ofName(id: string, { offers }: Context): Answer {
  const listed = findOffer(id, offers);
  if (listed !== null) return shown(listed);
  return { kind: "unknownOffer", id, closest: closestIds(id, offers.ids()) };
}

async function ofNumber(number: number, context: Context): Promise<Answer> {
  const list = await listMeant(context);
  if (list === null) return { kind: "misuse", misuse: { reason: "no list" } };
  const key = list.offers[number - 1];
  const listed = key === undefined ? null : context.offers.byKey(key);
  if (listed !== null) return shown(listed);
  return { kind: "misuse", misuse: { reason: "number out of range", number, last: list.offers.length } };
}

/** The list that a number refers to (DESIGN §5). */
async function listMeant({ lists, inReplyTo, thread }: Context): Promise<Shown | null> {
  return (
    (inReplyTo === null ? null : await lists.ofEvent(inReplyTo)) ??
    (thread === null ? null : ((await lists.ofThread(thread)) ?? (await lists.ofEvent(thread)))) ??
    (await lists.lastOfPerson()) ??
    (await lists.lastInRoom())
  );
}

/** In a thread, clients also name the last message as replied to: where that one says nothing, its root counts. */
async function ofRepliedMessage({ offers, lists, inReplyTo, thread }: Context): Promise<Answer> {
  let several = false;
  for (const event of [inReplyTo, thread]) {
    const about = event === null ? null : await lists.offerOf(event);
    if (about === "several") several = true;
    const listed = about === null || about === "several" ? null : offers.byKey(about);
    if (listed !== null) return shown(listed);
  }
  const reason = several ? "several offers in that message" : "no message replied to";
  return { kind: "misuse", misuse: { reason } };
}

function shown(listed: Listed): Answer {
  return { kind: "card", listed };
}
