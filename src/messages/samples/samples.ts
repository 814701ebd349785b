import type { Answer } from "../../commands/table.ts";
import type { EventId } from "../../rooms/identifiers.ts";
import type { Announced } from "../announced.ts";
import { announcement } from "../announcement.ts";
import { marksOf, render } from "../answer.ts";
import * as apologies from "../apology.ts";
import type { EventContent, Message } from "../content.ts";
import { DIGEST_SIZE, type Digest, digestMessage } from "../digest.ts";
import { asEdit, eventContent } from "../event.ts";
import { escapeHtml } from "../fragment.ts";
import { offerMark } from "../mark.ts";
import * as notices from "../notice.ts";
import { REFUSALS } from "../refusal.ts";
import { welcomeMessage } from "../welcome.ts";
import type { Wording } from "../wording.ts";
import { ANNOUNCEMENTS, EDITS } from "./announcements.ts";
import { ANSWERS } from "./answers.ts";
import { DIGESTS } from "./digests.ts";
import { DIRECT_ROOMS } from "./directRooms.ts";
import { followNewsSamples } from "./follows.ts";
import { reminders } from "./reminders.ts";
import { TO_THE_ROOM, trials } from "./subscriptions.ts";

/** One message as a room would see it, made from sample data. */
export interface Sample {
  /** Its group and what is special: `answer, list: the only page`. */
  readonly name: string;
  readonly message: Message;
  /** Null for the reason of our leave, which is no message of its own. */
  readonly content: EventContent | null;
}

const WORDING: Wording = {
  prefix: "!offres",
  publicUrl: "https://offres.example/{year}/{month}/{slug}",
  today: () => "2026-11-28",
};
/** A prefix without a singular, no public address. */
const OTHER: Wording = { ...WORDING, prefix: "!emplois", publicUrl: null };
const COMMAND = "$commande" as EventId;
const ORIGINAL = "$annonce" as EventId;

/** Every message that Crieur can say (docs/design.md §6), for `npm run messages` and for its test. */
export function samples(): Sample[] {
  return [
    ...Object.entries(ANNOUNCEMENTS).map(([name, announced]) => announcementSample(name, announced, WORDING)),
    announcementSample("published, another prefix", ANNOUNCEMENTS.published ?? [], OTHER),
    ...Object.entries(EDITS).map(([name, announced]) => edited(announcementSample(name, announced, WORDING))),
    ...Object.entries(DIGESTS).map(([name, digest]) => digestSample(name, digest)),
    ...answersOf(WORDING),
    answerSample("all, another prefix", { kind: "help", about: null }, OTHER),
    ...said("apology", APOLOGIES, false),
    ...said(
      "room",
      {
        "welcome where nothing comes": welcomeMessage([], WORDING),
        "welcome where a filter is suggested": welcomeMessage([], WORDING, "startup:tchap"),
        "welcome where everything comes": welcomeMessage([""], WORDING),
        "welcome where some offers come": welcomeMessage(["devops", "lieu:lyon"], WORDING),
        "welcome, many filters": welcomeMessage(["devops", "design", "données", "juriste"], WORDING),
        "welcome, another prefix": welcomeMessage([], OTHER),
      },
      false,
    ),
    ...said("room", TO_THE_ROOM, false),
    ...said("direct room", DIRECT_ROOMS, false),
    ...said("followed offer", followNewsSamples(WORDING), true),
    ...said("announcement", trials(WORDING), true),
    ...said("administrators", reminders(WORDING), true),
    ...said("administrators", { ...NOTICES, ...MORE_NOTICES }, true),
    ...Object.entries(REFUSALS).map(([name, reason]) => ({
      name: `reason of a leave: ${name}`,
      message: { text: reason, html: escapeHtml(reason) },
      content: null,
    })),
  ];
}

/** A new function in `apology.ts` or `notice.ts` needs its sample here, or this does not compile. */
const APOLOGIES: Readonly<Record<keyof typeof apologies, Message>> = {
  late: apologies.late(),
  settingLost: apologies.settingLost(),
  unreadable: apologies.unreadable(),
  notSealedAnyMore: apologies.notSealedAnyMore(),
  withdrawn: apologies.withdrawn(true),
  unasked: apologies.unasked(true),
  correctedTooLate: apologies.correctedTooLate(),
  refused: apologies.refused(),
  failed: apologies.failed(WORDING),
  tooMany: apologies.tooMany(20),
};
const NOTICES: Readonly<Record<keyof typeof notices, Message>> = {
  removalsHeld: notices.removalsHeld(12, 40),
  keysStale: notices.keysStale(),
  messageRefused: notices.messageRefused("#missions:tchap.example", "M_TOO_LARGE: event too large"),
  positionLost: notices.positionLost(),
  serverForgot: notices.serverForgot(),
  aliasMoved: notices.aliasMoved("#missions:tchap.example", "!ancien:tchap.example", "!nouveau"),
  upgradeRefuted: notices.upgradeRefuted("#missions:tchap.example", "!ailleurs"),
  upgradeWaiting: notices.upgradeWaiting("#missions:tchap.example", "M_FORBIDDEN: you are not invited"),
};

const MORE_NOTICES: Readonly<Record<string, Message>> = {
  "removalsHeld, one offer": notices.removalsHeld(1, 1),
  "messageRefused for a reason of its own": notices.messageRefused(
    "#missions:tchap.example",
    "502 Bad Gateway",
  ),
};

function announcementSample(name: string, announced: readonly Announced[], wording: Wording): Sample {
  const message = announcement(announced, wording);
  const offers = announced.map(({ offer, closedOn }) => offerMark(offer, closedOn === null, wording));
  const content = eventContent({ message, notify: true, key: "sample", offers });
  return { name: `announcement: ${name}`, message, content };
}

function digestSample(name: string, digest: Digest): Sample {
  const shown = digest.entries.slice(0, DIGEST_SIZE);
  const offers = shown.map(({ offer, closedOn }) => offerMark(offer, closedOn === null, WORDING));
  const message = digestMessage(digest, WORDING);
  const content = eventContent({ message, notify: true, key: "sample", offers });
  return { name: `digest: ${name}`, message, content };
}

function edited({ name, message, content }: Sample): Sample {
  return { name, message, content: content && asEdit(content, ORIGINAL, 1) };
}

function answersOf(wording: Wording): Sample[] {
  return Object.values(ANSWERS).flatMap((ofKind) =>
    Object.entries<Answer>(ofKind).map(([name, answer]) => answerSample(name, answer, wording)),
  );
}

function answerSample(name: string, answer: Answer, wording: Wording): Sample {
  const message = render(answer, wording);
  const replyTo = { event: COMMAND, thread: null };
  const offers = marksOf(answer, wording);
  const content = eventContent({ message, notify: false, key: "sample", offers, replyTo });
  return { name: `answer, ${answer.kind}: ${name}`, message, content };
}

function said(group: string, messages: Readonly<Record<string, Message>>, notify: boolean): Sample[] {
  return Object.entries(messages).map(([name, message]) => {
    return { name: `${group}: ${name}`, message, content: eventContent({ message, notify, key: "sample" }) };
  });
}
