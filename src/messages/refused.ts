import type { Misuse } from "../commands/misuse.ts";
import { searchClosedCommand, searchOpenCommand } from "../commands/search.ts";
import { typed } from "../commands/typed.ts";
import type { Refusal } from "../search/query/refusal.ts";
import type { Message } from "./content.ts";
import { code, say } from "./fragment.ts";
import { quoted } from "./understood.ts";

type Refused = Extract<Misuse, { readonly reason: "refused" }>;
type Field = Extract<Refusal, { readonly kind: "value" }>["field"];

/** What a field holds, with its article, and a value that it takes. */
const FIELDS: { readonly [F in Field]: readonly [string, string] } = {
  startup: ["cette startup", "tchap"],
  lieu: ["ce lieu", "lyon"],
  contrat: ["ce contrat", "cdd"],
  statut: ["ce statut", "titulaire"],
  catégorie: ["cette catégorie", "A"],
  temps: ["ce temps de travail", "mi-temps"],
  paie: ["cette paie", "600"],
  mot: ["ce mot", "python"],
  mots: ["ces mots", "python"],
  depuis: ["cette date", "7j"],
};

/** One line for a query that is not searched, with the form that is. */
export function refusalMessage({ refusal, query, standing }: Refused, prefix: string): Message {
  const command = standing === "open" ? searchOpenCommand : searchClosedCommand;
  const search = (words: string) => code(typed(command, prefix, words));
  switch (refusal.kind) {
    case "nothing":
      return say`Je ne vois pas quoi chercher dans ${quoted(query)}. Par exemple : ${search("devops")}, ou ${code(prefix)} pour toutes les offres.`;
    case "contradiction":
      return say`${quoted(query)} demande et écarte la même chose : retirez l'un des deux.`;
    case "value": {
      const [what, example] = FIELDS[refusal.field];
      if (refusal.value === "")
        return say`Il manque ce que vous cherchez après ${code(`${refusal.field}:`)} : ${search(`${refusal.field}:${example}`)}.`;
      if (refusal.nearest === null)
        return say`Je ne connais pas ${what} : ${quoted(refusal.value)}. Par exemple : ${search(`${refusal.field}:${example}`)}.`;
      return say`Je ne connais pas ${what} : ${quoted(refusal.value)}. Vouliez-vous dire ${search(`${refusal.field}:${refusal.nearest}`)} ?`;
    }
    default:
      return refusal satisfies never;
  }
}
