import type { Said } from "./said.ts";

/** Trainings that are offered, and statuses and categories of the post, among those of others. */
export const trainings: readonly Said[] = [
  [
    "Nous proposons un apprentissage de deux ans au phare.",
    { contracts: ["apprentissage"], duration: "2 ans" },
  ],
  ["Apprentie recherchée pour deux ans.", { contracts: ["apprentissage"], duration: "2 ans" }],
  ["Contrat de professionnalisation de 12 mois.", { contracts: ["alternance"], duration: "12 mois" }],
  ["Contrat : alternance (M1 ou M2).", { contracts: ["alternance"] }],
  ["Stagiaire de fin d'études recherchée pour 5 mois.", { contracts: ["stage"], duration: "5 mois" }],
  ["Offre de stage de six mois.", { contracts: ["stage"], duration: "6 mois" }],
  ["Sujet de stage : dater les lampes.", { contracts: ["stage"] }],
  ["Rejoignez-nous en apprentissage.", { contracts: ["apprentissage"] }],
  ["Venez faire votre alternance au phare.", { contracts: ["alternance"] }],
  ["Stage de six mois, encadré par la gardienne.", { contracts: ["stage"], duration: "6 mois" }],
  ["CDD de 3 ans : pilotage des travaux du phare.", { contracts: ["CDD"], duration: "3 ans" }],
  ["Le portail recense les offres de stage et d'alternance.", { contracts: [] }],
  ["Le site met en relation les écoles et les ports qui proposent des stages.", { contracts: [] }],
  ["Vous serez maître d'apprentissage d'un alternant.", { contracts: [] }],
  ["Nous cherchons un maître de stage.", { contracts: [] }],
  ["L'apprentissage de Python se fait en équipe.", { contracts: [] }],
  ["Vous préparez un BUT et cherchez une alternance ?", { contracts: ["alternance"] }],
  ["Tu as un stage de six mois à faire ?", { contracts: ["stage"] }],
  ["Avez-vous fait un stage chez nous ?", { contracts: [] }],
  ["Nous prenons une apprentie à la rentrée.", { contracts: ["apprentissage"] }],
  ["Ancienne apprentie bienvenue ; poste en CDI.", { contracts: ["CDI"] }],
  ["Bénévolat : une soirée par mois.", { contracts: ["bénévolat"] }],
  // statuses and positions
  [
    "Les agents contractuels peuvent postuler, tout comme les fonctionnaires.",
    { statuses: ["titulaire", "contractuel"] },
  ],
  ["Emploi ouvert au détachement.", { contracts: ["détachement"], statuses: ["titulaire"] }],
  ["Détachement de 5 ans.", { contracts: ["détachement"], duration: "5 ans" }],
  ["Un détachement de pompiers sera votre voisin.", { contracts: [], statuses: [] }],
  [
    "Mise à disposition ou PNA, selon l'administration d'origine.",
    { contracts: ["mise à disposition", "PNA"], statuses: ["titulaire"] },
  ],
  [
    "Détachement, mise à disposition ou PNA possibles.",
    { contracts: ["mise à disposition", "détachement", "PNA"] },
  ],
  ["Agent public, titulaire ou contractuel.", { statuses: ["titulaire", "contractuel"] }],
  [
    "Une agente mise à disposition par son ministère peut occuper le poste.",
    { contracts: ["mise à disposition"], statuses: ["titulaire"] },
  ],
  ["Un canot est mis à disposition par le port.", { contracts: [], statuses: [] }],
  ["Volontariat international (VIE) à Rabat.", { contracts: ["VIE"] }],
  // categories of things
  ["Vous avez un permis de catégorie B.", { categories: [] }],
  ["Habilitation électrique de catégorie B2.", { categories: [] }],
  ["Un bateau de catégorie C vous attend.", { categories: [] }],
  ["Filière technique, cat C", { categories: ["C"] }],
  ["Catégorie statutaire : B", { categories: ["B"] }],
];
