import type { Contract } from "../../offers/offer.ts";
import { plainStems } from "../language/normalise.ts";
import { knownPlaces, placeKey } from "./places.ts";

/** What a few words of a query mean, when they are more than words. */
export type Meaning =
  | { readonly kind: "place"; readonly name: string; readonly key: string; readonly ambiguous: boolean }
  | { readonly kind: "contract"; readonly contract: Contract }
  | { readonly kind: "remote"; readonly full: boolean }
  | { readonly kind: "junior" }
  | { readonly kind: "days"; readonly days: number }
  /** « hors », « sauf »: the next word or facet is not wanted. */
  | { readonly kind: "except" }
  /** Before a place. */
  | { readonly kind: "at" }
  | { readonly kind: "nothing" };

export interface Phrase {
  readonly stems: readonly string[];
  readonly meaning: Meaning;
  /** As people write it. */
  readonly text: string;
}

const MAY_BE_MEANT: ReadonlySet<Meaning["kind"]> = new Set(["place", "contract", "remote", "junior"]);

const CONTRACT_WORDS: readonly (readonly [Contract, string])[] = [
  ["CDI", "cdi|en cdi|contrat à durée indéterminée|permanent contract"],
  ["CDD", "cdd|en cdd|contrat à durée déterminée|contractuel|fixed term contract|fixed term"],
  [
    "freelance",
    "freelance|freelancing|freelancer|en freelance|free lance|indépendant|indépendants|prestataire|prestation|en prestation|auto-entrepreneur|autoentrepreneur|micro-entrepreneur|portage salarial|contractor",
  ],
  ["stage", "stage|en stage|stagiaire|internship|intern"],
  ["alternance", "alternance|en alternance|alternant|contrat de professionnalisation"],
  ["apprentissage", "en apprentissage|contrat d'apprentissage|apprenti"],
  ["vacation", "vacation|vacataire"],
  ["mise à disposition", "mise à disposition|mad"],
  ["bénévolat", "bénévole|bénévolat|volunteer"],
];

const REMOTE =
  "télétravail|en télétravail|télé travail|à distance|remote|en remote|distanciel|en distanciel|travail à distance|home office|depuis chez moi|remotely|télétravaillable";
const FULL_REMOTE =
  "full remote|fully remote|remote first|100 % télétravail|100 % remote|télétravail complet|télétravail total|télétravail intégral|télétravail à 100 %|entièrement à distance|tout à distance";
const JUNIOR =
  "junior|pour un débutant|débutant|débutant accepté|débutant bienvenu|pour débuter|premier emploi|premier poste|première expérience|jeune diplômé|sans expérience|aucune expérience|sortie d'école|entry level|beginner|graduate|no experience";
const EXCEPT = "hors|hormis|sauf|excepté|sans|pas de|autre que|autres que|except|without|not";
const AT =
  "à|au|aux|sur|vers|dans le|dans la|en|de|près de|proche de|autour de|région|ville de|basé à|basée à|située à|situé à|in|near|based in|at";
const NOTHING =
  "y a-t-il|est-ce que|est-ce qu'il y a|il y a|qu'est-ce que|s'il te plaît|s'il vous plaît|temps de travail";
const RECENT: readonly (readonly [number, string])[] = [
  [0, "aujourd'hui|du jour|today"],
  [1, "depuis hier|hier"],
  [7, "cette semaine|de la semaine|depuis une semaine|dernière semaine|this week|récent|récentes|récemment"],
  [30, "ce mois|ce mois-ci|du mois|depuis un mois|dernier mois|this month"],
];

function phrases(): Phrase[] {
  const all: Phrase[] = [];
  const add = (texts: string, meaning: Meaning): void => {
    for (const text of texts.split("|")) all.push({ stems: plainStems(text), meaning, text });
  };
  for (const [contract, texts] of CONTRACT_WORDS) add(texts, { kind: "contract", contract });
  add(REMOTE, { kind: "remote", full: false });
  add(FULL_REMOTE, { kind: "remote", full: true });
  add(JUNIOR, { kind: "junior" });
  add(EXCEPT, { kind: "except" });
  add(AT, { kind: "at" });
  add(NOTHING, { kind: "nothing" });
  for (const [days, texts] of RECENT) add(texts, { kind: "days", days });
  for (const { name, stems, ambiguous } of knownPlaces()) {
    all.push({ stems, meaning: { kind: "place", name, key: placeKey(name), ambiguous }, text: name });
  }
  return all;
}

/** By first stem, longest first; where two are equally long, the earlier of this file. */
function byFirstStem(all: readonly Phrase[]): Map<string, Phrase[]> {
  const table = new Map<string, Phrase[]>();
  for (const phrase of all) {
    const first = phrase.stems[0];
    if (first === undefined) continue;
    const list = table.get(first);
    if (list === undefined) table.set(first, [phrase]);
    else list.push(phrase);
  }
  for (const list of table.values()) list.sort((a, b) => b.stems.length - a.stems.length);
  return table;
}

const TABLE = byFirstStem(phrases());

/** Stems of those phrases with a way to write them: what typos may be corrected to even where no offer says it. */
export const MEANT_WORDS: ReadonlyMap<string, string> = new Map(
  phrases()
    .filter(({ stems, meaning }) => stems.length === 1 && MAY_BE_MEANT.has(meaning.kind))
    .map(({ stems, text }) => [stems[0] ?? "", text]),
);

/** The longest phrase that begins at `at`, if any. */
export function meaningAt(stems: readonly string[], at: number): Phrase | undefined {
  return TABLE.get(stems[at] ?? "")?.find((phrase) =>
    phrase.stems.every((stem, offset) => stems[at + offset] === stem),
  );
}

/** The contract that the value of `contrat:` names. */
export function contractNamed(value: string): Contract | null {
  const stems = plainStems(value);
  if (stems.join(" ") === "apprentissage") return "apprentissage";
  const meaning = meaningAt(stems, 0)?.meaning;
  return meaning?.kind === "contract" ? meaning.contract : null;
}
