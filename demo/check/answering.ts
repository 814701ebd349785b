import type { Actions, ScenarioStep } from "./actions.ts";
import { DEVOPS, NOTIFICATIONS } from "./titles.ts";

/** Lists the steps of questions: a search, a card, a card in reply. */
export function answering({ missions, about, ask, expectAnswer }: Actions): ScenarioStep[] {
  return [
    {
      name: "!offres devops finds the architect first",
      async play() {
        const answer = await ask("!offres devops");
        expectAnswer(`a list that begins with « ${DEVOPS} »`, answer, `\n1. ${DEVOPS}\n`);
      },
    },
    {
      name: "!offre 1 shows its card",
      async play() {
        const answer = await ask("!offre 1");
        expectAnswer(`the card of « ${DEVOPS} »`, answer, DEVOPS, "candidatures-dinum@pm.gouv.fr");
      },
    },
    {
      name: "!offre in reply to an announcement shows its card",
      async play() {
        const [announcement] = about(missions, NOTIFICATIONS);
        const answer = await ask("!offre", announcement?.eventId);
        expectAnswer(
          `the card of « ${NOTIFICATIONS} »`,
          answer,
          NOTIFICATIONS,
          "beatrice.mercier@beta.gouv.fr",
        );
      },
    },
  ];
}
