/** How people say that something is to end. */
const VERBS =
  "supprimer supprime supprimez arrêter arrête arrêtez annuler annule annulez enlever enlève retirer retire stopper stoppe stop désactiver désactive fin".split(
    " ",
  );
const ARTICLES = ["", "l'", "la ", "les ", "mon ", "ma ", "mes ", "cet ", "cette ", "de ", "de la ", "de l'"];

/** Phrases that end what a noun names: « supprimer l'abonnement », « abonnement stop », « fin de la pause ». */
export function endingPhrases(noun: string): string[] {
  const ahead = VERBS.flatMap((verb) => ARTICLES.map((article) => `${verb} ${article}${noun}`));
  return [...ahead, ...VERBS.map((verb) => `${noun} ${verb}`)];
}
