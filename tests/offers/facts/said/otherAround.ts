import type { Said } from "./said.ts";

/** Dates, places, addresses, statuses, trainings and English in other words than those of the rules. */
export const otherAround: readonly Said[] = [
  // start
  ["Arrivée souhaitée pour la rentrée de septembre.", { start: "septembre 2021" }],
  ["Prise de fonctions au 15 avril au plus tard.", { start: "15 avril 2021" }],
  ["Le poste sera vacant à l'été 2026.", { start: "été 2026" }],
  ["Contrat à démarrer mi-mai.", { start: "mi-mai 2021" }],
  ["L'expérimentation démarre en mars dans trois académies.", { start: null }],
  ["Poste à pourvoir à compter du 4 mai.", { start: "4 mai 2021" }],
  ["Date prévisionnelle de recrutement : 01.06.2026.", { start: "1er juin 2026" }],
  ["Le contrat débutera courant avril.", { start: "courant avril 2021" }],
  ["Disponibilité immédiate souhaitée.", { start: "dès que possible" }],
  ["Vous prendrez vos fonctions le 1er juillet.", { start: "1er juillet 2021" }],
  ["La version 2 sortira en septembre.", { start: null }],
  ["Prise de poste : second trimestre 2026.", { start: null }],
  ["Poste vacant à compter du 01/04/2026.", { start: "1er avril 2026" }],
  ["Nous souhaitons vous accueillir dès le mois de mars.", { start: "mars 2021" }],
  ["Début de contrat : lundi 16 mars 2026.", { start: "16 mars 2026" }],
  ["Démarrage au plus tôt, et au plus tard le 1er juin.", { start: "dès que possible" }],
  // deadline
  ["Réception des candidatures close le 20 mars 2026 à minuit.", { deadline: "2026-03-20" }],
  ["Vous avez jusqu'au 6 avril inclus pour nous faire parvenir CV et lettre.", { deadline: "2021-04-06" }],
  ["Applications close on 3 April 2026.", { deadline: "2026-04-03" }],
  ["La consultation publique se termine le 30 avril 2026.", { deadline: null }],
  ["Date de clôture des candidatures : vendredi 13 mars.", { deadline: "2021-03-13" }],
  ["Dossiers à transmettre au plus tard le 30/03/2026.", { deadline: "2026-03-30" }],
  ["Please apply no later than March 20, 2026.", { deadline: "2026-03-20" }],
  ["Les entretiens auront lieu jusqu'au 15 avril.", { deadline: null }],
  ["Candidatez avant le 22/03.", { deadline: "2021-03-22" }],
  ["Les dossiers reçus après le 10 avril 2026 ne seront pas examinés.", { deadline: null }],
  ["Fin de publication : 12 mars 2026.", { deadline: null }],
  ["Le projet doit aboutir avant le 31 décembre 2026.", { deadline: null }],
  // places
  ["Résidence administrative : Besançon (25).", { places: ["Besançon"] }],
  ["Vous rejoindrez notre site de Roubaix ou celui de Tourcoing.", { places: ["Roubaix", "Tourcoing"] }],
  ["Based in Nantes, with occasional trips to Berlin.", { places: ["Nantes"] }],
  ["Poste implanté à la préfecture de la Drôme, à Valence.", { places: ["Valence"] }],
  ["Lieu d'exercice : Pau ou Tarbes, au choix.", { places: ["Pau", "Tarbes"] }],
  ["Travail dans nos locaux du 13e arrondissement de Paris.", { places: ["Paris"] }],
  ["Affectation : direction départementale des territoires, Mende.", { places: ["Mende"] }],
  ["Vous travaillerez au choix depuis Metz, Nancy ou Épinal.", { places: ["Metz", "Nancy", "Épinal"] }],
  ["Bureaux : 12 rue des Lilas, 35000 Rennes.", { places: ["Rennes"] }],
  ["Poste ouvert à Mayotte ou à La Réunion.", { places: ["Mayotte", "La Réunion"] }],
  // homonym
  ["Rendez-vous avec Monsieur Tours, le poste est à Dijon.", { places: ["Dijon"] }],
  ["Une personne de nature à nouer des liens ; poste à Angers.", { places: ["Angers"] }],
  ["L'agence a été fondée par Jean Brest ; elle est installée à Quimper.", { places: ["Quimper"] }],
  // apply
  [
    "Déposez votre dossier à l'adresse suivante : recrutement[at]agence[dot]exemple.fr",
    { applyEmails: ["recrutement@agence.exemple.fr"] },
  ],
  [
    "Pour tout renseignement : chef@exemple.fr. Candidature exclusivement par courriel à drh@exemple.fr.",
    { applyEmails: ["drh@exemple.fr"] },
  ],
  [
    "Candidature en ligne : https://choisirleservicepublic.gouv.fr/offre-emploi/gestionnaire-reference-2026-123456/",
    {
      applyUrls: ["https://choisirleservicepublic.gouv.fr/offre-emploi/gestionnaire-reference-2026-123456/"],
      reference: "2026-123456",
    },
  ],
  [
    "Envoyez un message à l'équipe : equipe [arobase] projet [point] exemple [point] fr",
    { applyEmails: ["equipe@projet.exemple.fr"] },
  ],
  [
    "Transmettez CV et lettre de motivation à mobilite@dept.exemple.fr, copie à chef.service@dept.exemple.fr.",
    { applyEmails: ["mobilite@dept.exemple.fr", "chef.service@dept.exemple.fr"] },
  ],
  [
    "Vous pouvez joindre Mme Roux au 01 02 03 04 05 ou roux@dept.exemple.fr pour toute précision.",
    { applyEmails: [] },
  ],
  [
    "Je postule : [formulaire](https://framaforms.org/candidature-2026)",
    { applyUrls: ["https://framaforms.org/candidature-2026"] },
  ],
  ["Postulez d'un clic : https://tally.so/r/3xyz", { applyUrls: ["https://tally.so/r/3xyz"] }],
  ["CV + LM à : recrute@parc.exemple.fr", { applyEmails: ["recrute@parc.exemple.fr"] }],
  [
    "Référence à rappeler : 2026-98765. Dossier à adresser à rh@parc.exemple.fr",
    { applyEmails: ["rh@parc.exemple.fr"], reference: "2026-98765" },
  ],
  ["Le support est joignable à aide@produit.exemple.fr.", { applyEmails: [] }],
  // status
  [
    "Emploi de catégorie B, filière technique, ouvert aux fonctionnaires et, à défaut, aux contractuels.",
    { statuses: ["titulaire", "contractuel"], categories: ["B"] },
  ],
  [
    "Cadre d'emplois des ingénieurs territoriaux (catégorie A), recrutement par voie statutaire.",
    { categories: ["A"] },
  ],
  [
    "Accueil en détachement ou en PNA ; les agents contractuels peuvent candidater.",
    { statuses: ["titulaire", "contractuel"], contracts: ["détachement", "PNA"] },
  ],
  ["Vous êtes titulaire du permis B et d'un diplôme de niveau 6.", { statuses: [], categories: [] }],
  ["Vous encadrez douze agents de catégorie C.", { categories: [] }],
  [
    "Poste réservé aux agents titulaires de la fonction publique d'État, corps des attachés (catégorie A+ exclue).",
    { statuses: ["titulaire"] },
  ],
  ["Recrutement par voie contractuelle, article L. 332-8.", { statuses: ["contractuel"] }],
  ["Corps : SIC, catégorie A.", { categories: ["A"] }],
  ["Vous conseillerez les agents contractuels sur leur carrière.", { statuses: [] }],
  ["Poste de catégorie A ou B selon le profil.", { categories: ["A", "B"] }],
  [
    "Ouvert aux fonctionnaires des trois versants (détachement possible).",
    { statuses: ["titulaire"], contracts: ["détachement", "autre"] },
  ],
  [
    "À défaut de candidature statutaire, recrutement d'un contractuel sur trois ans.",
    { statuses: ["contractuel"], duration: "3 ans" },
  ],
  ["La paie des 3 000 agents titulaires est votre périmètre.", { statuses: [] }],
  // training
  [
    "Contrat d'apprentissage de deux ans préparant un BUT informatique.",
    { contracts: ["apprentissage"], duration: "2 ans" },
  ],
  [
    "Mission de service civique de huit mois, 24 heures par semaine.",
    { contracts: ["service civique"], duration: "8 mois" },
  ],
  ["L'outil met en relation les collèges et les entreprises qui proposent des stages.", { contracts: [] }],
  ["Nous accueillons une apprentie ou un apprenti en master.", { contracts: ["apprentissage"] }],
  ["VIE de 24 mois à Bruxelles.", { contracts: ["VIE"], duration: "24 mois" }],
  [
    "Stage de fin d'études, 6 mois, à partir de mars.",
    { contracts: ["stage"], duration: "6 mois", start: "mars 2021" },
  ],
  [
    "Alternance de 12 mois, rythme trois semaines / une semaine.",
    { contracts: ["alternance"], duration: "12 mois" },
  ],
  ["Volontariat de service civique, 10 mois.", { contracts: ["service civique"], duration: "10 mois" }],
  [
    "Nous recherchons notre futur stagiaire pour quatre mois minimum.",
    { contracts: ["stage"], duration: "4 mois minimum" },
  ],
  // english
  ["We offer a two-year fixed-term contract, renewable once.", { contracts: ["CDD"], duration: "2 ans" }],
  [
    "This is a permanent position, four days a week, mostly from home.",
    { contracts: ["CDI"], remote: "partial" },
  ],
  ["Remote work is not possible for this role.", { remote: "none" }],
  [
    "Entry-level candidates are welcome; please send your résumé to jobs@exemple.org before 30 March.",
    { junior: true, applyEmails: ["jobs@exemple.org"], deadline: "2021-03-30" },
  ],
  [
    "Six-month internship starting in April, in our Lyon office.",
    { contracts: ["stage"], duration: "6 mois", start: "avril 2021", places: ["Lyon"] },
  ],
  ["Hybrid: two days a week in the office.", { remote: "partial", remoteDays: null, time: null }],
  [
    "Part-time (60%), fixed-term for 18 months.",
    { time: "Part-time (60%)", contracts: ["CDD"], duration: "18 mois" },
  ],
  [
    "Five years of experience required; salary €48,000 gross per year.",
    { junior: null, payAmounts: [48000] },
  ],
  ["On-site five days a week in Toulouse.", { remote: "none", places: ["Toulouse"] }],
  ["12-month contract with possible extension, full-time.", { duration: "12 mois", time: "full-time" }],
  ["You can work from anywhere in France.", { remote: "full" }],
  [
    "Start date: 1 June 2026. Apply by 15 April 2026 at hiring@exemple.org.",
    { start: "1er juin 2026", deadline: "2026-04-15", applyEmails: ["hiring@exemple.org"] },
  ],
  // travel
  ["Déplacements fréquents en Bretagne et en Normandie ; bureau à Laval.", { places: ["Laval"] }],
  ["Quelques missions à Bruxelles ; poste basé à Lille.", { places: ["Lille"] }],
];
