import type { TalkView, TalkWord } from "../../flows/verify/talk.ts";
import { addressOf, PATIENCE } from "./askStatus.ts";
import { proofOf } from "./proof.ts";

/** The bot that serves its health on `listen`, and what shows that we may speak with it about whom it trusts. */
export interface Asking {
  readonly listen: string;
  readonly store: string;
  /** As the bot's report says it. */
  readonly started: string;
}

/** Says a word to the bot's verifier. `gone`: it does not answer any more; `refused`: our store is not the bot's. */
export async function askVerifier(word: TalkWord, asking: Asking): Promise<TalkView | "gone" | "refused"> {
  try {
    const answer = await fetch(`http://${addressOf(asking.listen)}/verify`, {
      method: "POST",
      headers: { "x-crieur": proofOf(asking.store, asking.started), "content-type": "application/json" },
      body: JSON.stringify(word),
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status === 403) return "refused";
    return answer.ok ? ((await answer.json()) as TalkView) : "gone";
  } catch {
    return "gone";
  }
}
