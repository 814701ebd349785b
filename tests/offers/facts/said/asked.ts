import type { Said } from "./said.ts";

/** Until when one applies, where, and who may: among dates, addresses and tools of others. The offer is of February 2021. */
export const asked: readonly Said[] = [
  // each clause has its date
  [
    "Candidatures avant le 12 mars 2021, pour une prise de poste le 3 mai.",
    { deadline: "2021-03-12", start: "3 mai 2021" },
  ],
  ["La commission de recrutement se tient le 24 mars 2021.", { deadline: null, start: null }],
  ["Date de la commission : 24 mars 2021.", { deadline: null, start: null }],
  ["Clôture : 26/02/2021.", { deadline: "2021-02-26" }],
  ["Deadline: 14/03/2021, 18:00.", { deadline: "2021-03-14" }],
  ["La date limite est reportée au 9 mars 2021.", { deadline: "2021-03-09" }],
  ["Les candidatures arrivées après le 6 mars ne seront pas lues.", { deadline: "2021-03-06" }],
  ["Les candidatures arrivées après coup ne seront pas lues.", { deadline: null }],
  // addresses
  [
    "Ne pas écrire à rh@exemple.fr, mais candidater sur https://emploi.exemple.fr/12.",
    { applyEmails: [], applyUrls: ["https://emploi.exemple.fr/12"] },
  ],
  ["Interested? Drop us a line at ana@exemple.io.", { applyEmails: ["ana@exemple.io"] }],
  ["Tu veux en être ? https://exemple.fr/jobs/7", { applyUrls: ["https://exemple.fr/jobs/7"] }],
  [
    "Une question ? salut@exemple.fr\nPartant ? recrutement@exemple.fr",
    { applyEmails: ["recrutement@exemple.fr"] },
  ],
  [
    "Signalez les pannes à panne@exemple.fr et candidatez à phare@exemple.fr.",
    { applyEmails: ["phare@exemple.fr"] },
  ],
  [
    "To apply: https://exemple.org/apply (no mails, hello@exemple.org is for readers).",
    { applyEmails: [], applyUrls: ["https://exemple.org/apply"] },
  ],
  // who may apply
  ["Vous sortez de l'école ? Votre candidature est bienvenue.", { junior: true }],
  ["Une première expérience n'est pas requise.", { junior: true }],
  ["Profil : confirmé ou junior.", { junior: true }],
  ["Les profils débutants sont étudiés.", { junior: true }],
  ["Profil junior : merci de s'abstenir.", { junior: null }],
  ["Are you a recent graduate? Write to us.", { junior: true }],
  ["Ouvert aux personnes en reconversion.", { junior: true }],
  ["Vous aidez les personnes en reconversion.", { junior: null }],
  // tools of others
  ["Nos utilisateurs viennent de SAP ; vous écrivez en Python.", { skills: ["Python"] }],
  ["Our clients run Drupal.", { skills: [] }],
  ["Stack : SvelteKit, SCSS, ELK, Tachyons.", { skills: ["SvelteKit", "SCSS", "ELK", "Tachyons"] }],
  // English beginnings, and what else begins
  ["You would join us on 1 April 2021.", { start: "1er avril 2021" }],
  ["We will start reading applications on 1 March 2021.", { start: null }],
  ["Nous voulons accueillir la personne retenue courant mai.", { start: "courant mai 2021" }],
  ["À compter du 7 juin, pour un remplacement.", { start: "7 juin 2021" }],
  ["Délai de candidature : un mois à compter du 10 février.", { deadline: null }],
  ["Le mieux : un mot à Lina (lina@exemple.fr).", { applyEmails: ["lina@exemple.fr"] }],
  ["Pour ce poste, c'est https://exemple.fr/postes/9.", { applyUrls: ["https://exemple.fr/postes/9"] }],
  ["Les usagers nous écrivent par mail à avis@exemple.fr.", { applyEmails: [] }],
  ["Vous avez vingt ans de mer ou vous débutez.", { junior: true }],
  ["Expérience : débutant à 3 ans", { junior: true }],
  ["Réseaux : Cisco, Fortinet.", { skills: ["Cisco", "Fortinet"] }],
  // a sign before a label, and a date after « au plus tôt »
  ["🗓 Quand : à partir du 7 avril 2021", { start: "7 avril 2021" }],
  ["✉️ À qui : phare@exemple.fr", { applyEmails: ["phare@exemple.fr"] }],
  ["Le contrat commencera au plus tôt le 1er avril 2021.", { start: "1er avril 2021" }],
  ["Nous recherchons pour septembre une apprentie.", { start: "septembre 2021" }],
  ["Embauche : 01/06/2021 – Date limite : 15/03/2021", { start: "1er juin 2021", deadline: "2021-03-15" }],
  ["L'avis est clos le 16 mars 2021 à midi.", { deadline: "2021-03-16" }],
  ["Les dossiers de prêt sont à envoyer avant le 30 avril.", { deadline: null }],
  ["Réponses à rh@exemple.fr.", { applyEmails: ["rh@exemple.fr"] }],
  ["CV à phare@exemple.fr. Presse : presse@exemple.fr", { applyEmails: ["phare@exemple.fr"] }],
  [
    "CV à phare@exemple.fr. Les questions relatives à la paie sont traitées par compta@exemple.fr.",
    { applyEmails: ["phare@exemple.fr"] },
  ],
  ["Expérience : 0 à 2 ans.", { junior: true }],
  ["Ouvert aux jeunes diplômées.", { junior: true }],
  ["Un peu de Django, zéro React.", { skills: ["Django"] }],
  ["L'équipe repart de zéro avec Django.", { skills: ["Django"] }],
  // what is examined from a day on, and whom one would like to have from a month on
  ["Nous lirons les dossiers à partir du 2 mars 2021.", { start: null }],
  ["Nous voudrions quelqu'un pour avril.", { start: "avril 2021" }],
  ["Vous prenez vos fonctions au 17 mai.", { start: "17 mai 2021" }],
  ["Retour des candidatures : 20/02.", { deadline: "2021-02-20" }],
  ["Contact pour ce poste : Zoé, zoe@exemple.fr", { applyEmails: ["zoe@exemple.fr"] }],
  ["Send us a message (hello@exemple.org).", { applyEmails: ["hello@exemple.org"] }],
  ["Un emploi sans diplôme et sans expérience.", { junior: true }],
  ["Vous développez le reste en Go.", { skills: ["Go"] }],
  ["Vous allez en Go Sport.", { skills: [] }],
];
