/** The fields of the query language, as people are shown them: `lieu:lyon`. */
export type FieldName =
  | "startup"
  | "lieu"
  | "contrat"
  | "statut"
  | "catégorie"
  | "temps"
  | "durée"
  | "début"
  | "paie"
  | "depuis"
  | "mot"
  | "mots";

/** What people type for each field, folded; its own name first. */
const TYPED: Readonly<Record<FieldName, readonly string[]>> = {
  startup: ["startup", "startups", "start-up", "start-ups", "produit", "equipe"],
  lieu: ["lieu", "lieux", "ville", "villes", "region", "departement", "localisation", "place"],
  contrat: ["contrat", "contrats", "contract"],
  statut: ["statut", "statuts"],
  catégorie: ["categorie", "categories", "cat"],
  temps: ["temps", "rythme", "quotite"],
  durée: ["duree", "durees", "duration"],
  début: ["debut", "demarrage", "start"],
  paie: ["paie", "tjm", "salaire", "remuneration"],
  depuis: ["depuis", "since"],
  mot: ["mot", "word"],
  mots: ["mots", "words"],
};

const BY_TYPED = new Map(
  Object.entries(TYPED).flatMap(([name, typed]) => typed.map((word) => [word, name as FieldName] as const)),
);

/** The field that a folded word names; null for any other word. */
export function fieldNamed(folded: string): FieldName | null {
  return BY_TYPED.get(folded) ?? null;
}
