import type { Misuse } from "../commands/misuse.ts";
import { searchClosedCommand, searchOpenCommand } from "../commands/search.ts";
import { typed } from "../commands/typed.ts";
import type { Refusal } from "../search/query/refusal.ts";
import type { Message } from "./content.ts";
import { code, type Fragment, say } from "./fragment.ts";
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
  durée: ["cette durée", "6 mois"],
  début: ["ce début", "septembre"],
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
    case "unread":
      return unreadRefused(refusal.text, search);
    case "value":
      return valueRefused(refusal, search);
    default:
      return refusal satisfies never;
  }
}

/** One line for what no fact of an offer says, with words that some do. `search`: the command with these words. */
export function unreadRefused(text: string, search: (words: string) => Fragment): Message {
  return say`Je ne sais pas comparer ${quoted(text)} à ce que disent les offres. Pour l'expérience : ${search("junior")} ou ${search("senior")}.`;
}

/** One line for a value that is none of its field, with the nearest that is. `search`: the command with these words. */
export function valueRefused(
  { field, value, nearest }: Extract<Refusal, { readonly kind: "value" }>,
  search: (words: string) => Fragment,
): Message {
  const [what, example] = FIELDS[field];
  if (value === "")
    return say`Il manque ce que vous cherchez après ${code(`${field}:`)} : ${search(`${field}:${example}`)}.`;
  if (nearest === null)
    return say`Je ne connais pas ${what} : ${quoted(value)}. Par exemple : ${search(`${field}:${example}`)}.`;
  return say`Je ne connais pas ${what} : ${quoted(value)}. Vouliez-vous dire ${search(`${field}:${nearest}`)} ?`;
}
