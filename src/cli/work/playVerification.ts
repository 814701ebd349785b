import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { CommonOptions } from "../../config/commonOptions.ts";
import { setUp } from "../../config/setUp.ts";
import { askStatus } from "../../edges/http/askStatus.ts";
import { type Asking, askVerifier } from "../../edges/http/askVerifier.ts";
import { openStore } from "../../edges/store/open.ts";
import type { TalkView, TalkWord } from "../../flows/verify/talk.ts";
import { Mendable } from "../../ports/mendable.ts";
import { isUserId, type UserId } from "../../rooms/identifiers.ts";
import { EXIT, type ExitCode } from "../../terminal/exitCodes.ts";
import { printable } from "../../terminal/printable.ts";
import { openQuestions, type Questions } from "../../terminal/questions.ts";
import { emojiLines } from "../../terminal/sasEmoji.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { endLine } from "./verificationEnd.ts";

/** How often the bot is asked how it stands, milliseconds. */
const LOOK_EVERY = 400;

type Step = Exclude<TalkView["step"], "over">;
type Said = TalkWord["say"];

/**
 * Plays a verification by emoji through the running bot, which holds the keys: with whoever asks, or with the person named.
 * Nothing is accepted and nothing matches but by an answer of the operator; without one it is cancelled.
 */
export async function playVerification(
  common: CommonOptions,
  named: string | undefined,
  terminal: Terminal,
): Promise<ExitCode> {
  if (named !== undefined && !isUserId(named))
    throw new Mendable("usage", `"${named}" is no user id; write it whole, as in @prenom.nom:example.org.`);
  const asking = await findBot(common, terminal);
  if (typeof asking === "number") return asking;
  return await new Playing(asking, named ?? null, terminal).play();
}

/** The running bot; or the exit code, once it is said what is missing. */
async function findBot(common: CommonOptions, terminal: Terminal): Promise<Asking | ExitCode> {
  const { settings } = setUp(common, terminal).config;
  const { listen } = settings.http;
  if (listen === "") {
    terminal.complain("crieur: http.listen is empty, so that no bot can be asked; give it an address.");
    return EXIT.configuration;
  }
  const report = await askStatus(listen, { again: false, seen: false });
  if (report === null) {
    terminal.complain(
      `crieur: no bot answers on ${listen}; start one, or see whether http.listen is its address.`,
    );
    return EXIT.wrong;
  }
  const store = await openStore(settings.store, { lock: false, now: Date.now(), cwd: terminal.cwd });
  await store.close();
  return { listen, store: store.id, started: report.started };
}

class Playing {
  readonly #asking: Asking;
  readonly #user: UserId | null;
  readonly #terminal: Terminal;
  readonly #talk = randomUUID();
  #questions: Questions | null = null;
  #shown: Step | null = null;

  constructor(asking: Asking, user: UserId | null, terminal: Terminal) {
    this.#asking = asking;
    this.#user = user;
    this.#terminal = terminal;
  }

  async play(): Promise<ExitCode> {
    try {
      let view = await this.#say("begin");
      while (view !== "gone" && view !== "refused" && view.step !== "over") {
        const said = await this.#show(view);
        view = await this.#say(said);
      }
      return this.#end(view);
    } finally {
      this.#questions?.close();
    }
  }

  #say(say: Said): Promise<TalkView | "gone" | "refused"> {
    return askVerifier({ talk: this.#talk, say, user: this.#user }, this.#asking);
  }

  /** Shows what is new, asks what is to be asked, and returns what to say next. */
  async #show(view: Exclude<TalkView, { step: "over" }>): Promise<Said> {
    const isNew = this.#shown !== view.step;
    this.#shown = view.step;
    if (isNew) for (const line of this.#linesOf(view)) this.#terminal.print(printable(line));
    if (isNew && view.step === "asked")
      return await this.#answer("Go on with that? [y/n] ", view.step, ["accept", "decline"]);
    if (isNew && view.step === "compare")
      return await this.#answer("Do they match? [y/n] ", view.step, ["match", "mismatch"]);
    await sleep(LOOK_EVERY);
    return "look";
  }

  #linesOf(view: Exclude<TalkView, { step: "over" }>): string[] {
    switch (view.step) {
      case "waiting":
        return this.#user === null
          ? [
              "Waiting until somebody asks, ten minutes at most: in Tchap or Element, open the profile of this account, or its list of sessions from another session, and choose « Vérifier ». Ctrl-C ends it.",
            ]
          : [`Asking ${this.#user}.`];
      case "asked":
        return [`${view.user}${deviceOf(view)} asks to verify this account.`];
      case "agreeing":
        return [`Waiting for ${view.user}${deviceOf(view)}: choose the emoji there.`];
      case "compare":
        return [`Compare with what ${view.user} sees, in this order:`, "", ...emojiLines(view.emoji), ""];
      case "confirming":
        return [`Waiting until ${view.user} confirms as well.`];
      default:
        return view satisfies never;
    }
  }

  /** Asks until it is answered, or until there is nothing to be answered any more: the other side may end it meanwhile. */
  async #answer(prompt: string, step: Step, [yes, no]: readonly [Said, Said]): Promise<Said> {
    this.#questions ??= openQuestions(this.#terminal);
    for (;;) {
      const answer = await this.#askMeanwhile(prompt, step, this.#questions);
      if (answer === undefined) return "look";
      if (answer === null) return "leave";
      if (/^(?:y|yes|o|oui)$/i.test(answer)) return yes;
      if (/^(?:n|no|non)$/i.test(answer)) return no;
      if (this.#terminal.stdin.isTTY !== true) return "leave";
    }
  }

  /** Undefined: the step is over. */
  async #askMeanwhile(prompt: string, step: Step, questions: Questions): Promise<string | null | undefined> {
    const asked = questions.ask(prompt).then((answer) => ({ answer }));
    for (;;) {
      const found = await Promise.race([asked, sleep(LOOK_EVERY)]);
      if (found) return found.answer;
      const view = await this.#say("look");
      if (view === "gone" || view === "refused" || view.step !== step) return undefined;
    }
  }

  #end(view: TalkView | "gone" | "refused"): ExitCode {
    const { line, code } = endLine(view, this.#user);
    if (code === EXIT.fine) this.#terminal.print(printable(line));
    else this.#terminal.complain(printable(`crieur: ${line}`));
    return code;
  }
}

function deviceOf({ device }: { readonly device: string | null }): string {
  return device === null ? "" : ` (session ${device})`;
}
