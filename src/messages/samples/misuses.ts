import type { Misuse, MisuseAnswer } from "../../commands/misuse.ts";
import { FULL } from "./offers.ts";

const REASONS: { readonly [R in Misuse["reason"]]: Extract<Misuse, { readonly reason: R }> } = {
  "no list": { reason: "no list" },
  "list is over": { reason: "list is over", pages: 3 },
  "list begins": { reason: "list begins", pages: 3 },
  refused: {
    reason: "refused",
    query: "de la",
    refusal: { kind: "nothing" },
    standing: "open",
  },
  "nothing left": { reason: "nothing left", query: "lyon", among: 12 },
  "several numbers": { reason: "several numbers", numbers: [1, 2] },
  "number out of range": { reason: "number out of range", number: 9, last: 3 },
  "for administrators": { reason: "for administrators", id: FULL.id },
  "closed already": { reason: "closed already" },
  "reopened since": { reason: "reopened since", id: FULL.id },
  "list is gone": { reason: "list is gone" },
  "no message replied to": { reason: "no message replied to", command: "card" },
  "several offers in that message": { reason: "several offers in that message", command: "card" },
};

/** One of every reason, and those whose words differ by what they hold. */
export const MISUSES: Readonly<Record<string, MisuseAnswer>> = {
  ...eachReason(),
  "refused: an unknown place": misuse(
    refused({ kind: "value", field: "lieu", value: "lion", nearest: "Lyon" }),
  ),
  "refused: an unreadable date": misuse(
    refused({ kind: "value", field: "depuis", value: "demain", nearest: null }),
  ),
  "refused: a field without a value": misuse(
    refused({ kind: "value", field: "lieu", value: "", nearest: null }),
  ),
  "refused: a contradiction": misuse(refused({ kind: "contradiction", text: "junior -junior" })),
  "refused: years of experience": misuse(refused({ kind: "unread", text: "5 ans d’expérience" })),
  "list is over, of one page": misuse({ reason: "list is over", pages: 1 }),
  "list begins, of one page": misuse({ reason: "list begins", pages: 1 }),
  "nothing left of one offer": misuse({ reason: "nothing left", query: "lyon", among: 1 }),
  "no message replied to, of why": misuse({ reason: "no message replied to", command: "why" }),
  "number 0": misuse({ reason: "number out of range", number: 0, last: 8 }),
  "number out of range of a short list": misuse({ reason: "number out of range", number: 2, last: 1 }),
};

function eachReason(): Record<string, MisuseAnswer> {
  return Object.fromEntries(Object.entries(REASONS).map(([name, one]) => [name, misuse(one)]));
}

function refused(refusal: Extract<Misuse, { reason: "refused" }>["refusal"]): Misuse {
  return { reason: "refused", query: "lieu:lion", refusal, standing: "open" };
}

function misuse(one: Misuse): MisuseAnswer {
  return { kind: "misuse", misuse: one };
}
