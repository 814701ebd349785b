import { actionsOn, type ScenarioOptions, type ScenarioStep } from "./actions.ts";
import { announcing } from "./announcing.ts";
import { answering } from "./answering.ts";
import { enduring } from "./enduring.ts";
import { following } from "./following.ts";

/** Lists the steps of `demo --check`, the abilities that everything else rests on; each step builds on those before. */
export function scenario(options: ScenarioOptions): ScenarioStep[] {
  const actions = actionsOn(options);
  return [announcing, answering, following, enduring].flatMap((steps) => steps(actions));
}
