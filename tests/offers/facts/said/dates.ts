import type { Said } from "./said.ts";

/** When a job begins, and until when one applies: among the other days of an offer. */
export const dates: readonly Said[] = [
  // somebody takes up the post
  ["Emploi à prendre le 3 mai 2021.", { start: "3 mai 2021" }],
  ["Vacance du poste : 1er juin 2021", { start: "1er juin 2021" }],
  ["Entrée en service le 03/05/2021.", { start: "3 mai 2021" }],
  ["Embauche au 03-05-2021.", { start: "3 mai 2021" }],
  ["Date d'effet : 2021/05/03", { start: "3 mai 2021" }],
  ["Prise de poste au 01/09.", { start: "1er septembre 2021" }],
  ["Le poste se libère le 30 avril.", { start: "30 avril 2021", deadline: null }],
  ["La candidate retenue commencera idéalement le 3 mai.", { start: "3 mai 2021" }],
  ["Vous rejoindrez l'équipe dès la mi-avril.", { start: "mi-avril 2021" }],
  ["Nomination prévue en juin.", { start: "juin 2021" }],
  ["Votre contrat prend effet le 1er juin.", { start: "1er juin 2021" }],
  ["Arrivée le plus rapidement possible.", { start: "dès que possible" }],
  ["Prise de poste sans délai.", { start: "dès que possible" }],
  ["Recrutement dans les meilleurs délais.", { start: "dès que possible" }],
  ["L'équipe t'attend dès mai.", { start: "mai 2021" }],
  ["On démarre en avril !", { start: "avril 2021" }],
  ["Contrat du 3 mai 2021 au 30 juin 2021.", { start: "3 mai 2021" }],
  ["Commencement souhaité : 20 avril.", { start: "20 avril 2021" }],
  // others' beginnings
  ["On démarre le chantier du phare en mai.", { start: null }],
  ["Vous rejoindrez une équipe qui a refait la lampe en mars 2020.", { start: null }],
  ["Le poste est vacant depuis janvier.", { start: null }],
  ["Les vacances débutent le 3 juillet.", { start: null }],
  ["La convention prend effet le 1er mars 2021.", { start: null }],
  ["Le logiciel est disponible à partir de mai.", { start: null }],
  // the last day
  ["Appel à candidatures ouvert du 12 mars au 2 avril 2021.", { deadline: "2021-04-02", start: null }],
  ["Vous pouvez postuler du 15 mars au 2 avril.", { deadline: "2021-04-02" }],
  ["Candidatez à ce contrat avant le 2 avril.", { deadline: "2021-04-02" }],
  ["Fin de réception des dossiers : 2 avril 2021", { deadline: "2021-04-02" }],
  ["Candidature attendue pour le 2 avril, dernier délai.", { deadline: "2021-04-02" }],
  ["Manifestez-vous d'ici au 2 avril.", { deadline: "2021-04-02" }],
  ["L'annonce expire le 2 avril 2021, envoyez vite votre CV.", { deadline: "2021-04-02" }],
  ["Limite de dépôt : 2 avril, 23 h 59.", { deadline: "2021-04-02" }],
  ["Délai de réponse : 2 avril pour les candidatures.", { deadline: "2021-04-02" }],
  ["Candidatures acceptées jusqu'à la date du 2 avril 2021.", { deadline: "2021-04-02" }],
  // others' last days
  ["Échéance du chantier : 2 avril 2021.", { deadline: null }],
  ["Les familles ont jusqu'au 2 avril pour déposer leur dossier.", { deadline: null }],
  ["Candidatures pour un CDD jusqu'au 31 décembre 2021.", { deadline: null }],
  ["CDD du 1er avril au 30 juin 2021, candidatures à phare@exemple.org.", { deadline: null }],
  ["Nous répondrons à toutes les candidatures avant le 2 avril.", { deadline: null }],
  ["La candidature de la ville doit être prête avant le 2 avril.", { deadline: null }],
];
