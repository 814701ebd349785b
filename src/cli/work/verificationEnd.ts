import type { TalkEnd, TalkView } from "../../flows/verify/talk.ts";
import type { UserId } from "../../rooms/identifiers.ts";
import { EXIT, type ExitCode } from "../../terminal/exitCodes.ts";

/** One line for how a verification ended, with its remedy, and the exit code. `named`: whom the operator named. */
export function endLine(
  view: TalkView | "gone" | "refused",
  named: UserId | null,
): { readonly line: string; readonly code: ExitCode } {
  if (view === "gone")
    return {
      line: "not verified: the bot has stopped answering; start it, and begin anew",
      code: EXIT.wrong,
    };
  if (view === "refused") return { line: OTHER_STORE, code: EXIT.configuration };
  if (view.step !== "over") throw new Error("A verification was to be told of that is not over.");
  const who = view.user ?? named ?? "the other side";
  const line = LINES[view.end](who, view.why);
  return { line, code: CODES[view.end] ?? EXIT.wrong };
}

const OTHER_STORE =
  "the bot works with another store than this configuration names; use the configuration that it was started with";

const CODES: Readonly<Partial<Record<TalkEnd["end"], ExitCode>>> = {
  verified: EXIT.fine,
  already: EXIT.fine,
  "no keys": EXIT.configuration,
};

const ANEW = "run `npx crieur verify` again";

const LINES: Readonly<Record<TalkEnd["end"], (who: string, why: string) => string>> = {
  verified: (who) => `Verified: ${who}.`,
  already: (who) =>
    `${who} is verified already: nothing to do. If the other side does not show it, let it ask, and run \`npx crieur verify\` without a name.`,
  mismatch: (who, why) =>
    `not verified: the emoji differ${why === "there" ? `, says ${who}` : ""}. Somebody may be on the way between the two: ask ${who} by another way before you try again`,
  cancelled: (who, why) =>
    `not verified: ${who} ended it (${REASONS[why] ?? why}); ${ANEW} when both are ready`,
  timeout: (who) => `not verified: it took too long (${who}); ${ANEW} when both are ready`,
  nobody: () => `not verified: nobody asked within ten minutes; ${ANEW}, then choose « Vérifier » in Tchap`,
  elsewhere: (who) =>
    `not verified here: another session answered (${who}); ${ANEW}, and answer nowhere else`,
  lost: () => `not verified: the bot had to open its keys anew, or another verification began; ${ANEW}`,
  left: () => "not verified: it was cancelled without an answer",
  refused: (_, why) =>
    `not verified: ${why}; see whether this account may write to the other side, and ${ANEW}`,
  busy: () => "another `crieur verify` is under way with this bot; end it first, or wait half a minute",
  "not reached": () => "the bot has not reached its account yet; see `npx crieur status`",
  "no keys": () =>
    "this bot has no keys that its account has signed; stop it, run `npx crieur login` with the recovery code, and start it again",
  "no identity": (who) =>
    `${who} has no keys to be verified by; they have to set up secure messaging in Tchap first`,
  "no session": () => "the account has no other session to verify; log in with it in Tchap first",
  "no room": (who) =>
    `there is no direct room with ${who} to ask in; let them write to the bot, or ask for the verification from their side`,
};

/** The specification's codes, in words. */
const REASONS: Readonly<Record<string, string>> = {
  "m.user": "the person cancelled",
  "m.unknown_method": "its client knows no emoji",
  "m.key_mismatch": "its keys are not those that the homeserver shows",
  "m.user_mismatch": "it is somebody else",
  "m.mismatched_commitment": "its keys changed on the way",
  "m.unexpected_message": "the two got out of step",
  "m.invalid_message": "a message was not understood",
  "m.unknown_transaction": "it knew of no verification",
};
