import type { Said } from "./said.ts";

/** What holds for a part of the time, for an option, or for what comes after. */
export const parts: readonly Said[] = [
  // options
  [
    "Contrat à temps plein (un 4/5 ou un 3/5 par semaine serait négociable).",
    { time: "temps plein (4/5 ou un 3/5 négociable)" },
  ],
  ["- Rythme : 3/5 et télétravail possible", { time: "3/5", remote: "partial" }],
  ["## Modalités\n\n- 3/5 et télétravail possibles", { time: "3/5 possible", remote: "partial" }],
  ["- Temps partiel et télétravail possible", { time: "Temps partiel possible" }],
  ["## Modalités\n\nTu peux aussi travailler à 3/5.", { time: "3/5 possible" }],
  ["CDD d'un an. Un CDI pourra suivre à terme.", { contracts: ["CDD"], duration: "1 an" }],
  [
    "CDD de 6 mois. Ensuite, par exemple des missions futures en freelance, ou une candidature sur un autre type de poste.",
    { contracts: ["CDD"], duration: "6 mois" },
  ],
  ["On trouve sur ce site un simulateur de statuts pour les auto-entrepreneurs.", { contracts: [] }],
  ["Le simulateur de marées recherche un freelance.", { contracts: ["freelance"] }],
  ["CDD de 9 mois pouvant évoluer vers un CDI.", { contracts: ["CDD"], duration: "9 mois" }],
  ["Prestation de 3 mois, puis embauche en CDI.", { contracts: ["CDI", "freelance"] }],
  // about so much, for so long
  ["- Charge : environ 2 jours par semaine", { time: "environ 2 jours par semaine" }],
  ["- Charge : de 6 à 8 jours par mois", { time: "6 à 8 jours par mois" }],
  ["- Deux ateliers de 2 jours par mois", { time: null }],
  ["- Contrat de 20 jours (4 jours par semaine sur les mois de mai et juin)", { time: null }],
  ["- Contrat : mi-temps de mai à juillet, puis temps plein", { time: null }],
  ["- Contrat : un mi-temps puis un temps plein", { time: null }],
  ["- 3 jours par semaine sur 8 mois", { time: "3 jours par semaine" }],
  ["Full-time contract in Brest.", { time: "Full-time" }],
  ["- Rythme : à définir (idéalement à 90 %)", { time: "90 % idéalement" }],
  ["- Temps de travail : de préférence à 4/5", { time: "4/5 de préférence" }],
  // the least, and the latest
  ["- Durée : minimum 4 mois", { duration: "4 mois minimum" }],
  ["Contrat de freelance d'au moins 5 mois.", { duration: "5 mois minimum" }],
  ["Contrat d'un an au minimum, renouvelable.", { duration: "1 an minimum, renouvelable" }],
  ["- Contrat : CDD de 8 mois, deux ans d'expérience au moins", { duration: "8 mois" }],
  [
    "- Début : octobre si possible, décembre au plus tard",
    { start: "octobre 2021, décembre 2021 au plus tard" },
  ],
  ["- Début : octobre ; candidatures en septembre au plus tard", { start: "octobre 2021" }],
  // what is added, and what is others'
  ["La mission peut être prolongée de 4 mois.", { duration: null }],
  ["Contrat renouvelé de 6 mois en 6 mois.", { duration: null }],
  ["Contrat renouvelable de 4 mois.", { duration: "4 mois" }],
  ["Essai d'un mois, CDD de 2 ans.", { duration: "2 ans" }],
  ["## Modalités\n\nLa convention court jusqu'en juin 2023.", { duration: null }],
  ["- Fin de la mission : mi-mai 2021", { duration: "jusqu'à mi-mai 2021" }],
  ["Cet outil a été développé par deux freelances en mission de 3 mois.", { contracts: [] }],
  ["Cet outil a été créé en 2019 et recrute un freelance.", { contracts: ["freelance"] }],
  ["L'intervention est facturée 300 € par jour aux communes.", { pay: null }],
  ["Scolarité initiale d'un mois à Brest, affectation à Pau.", { places: ["Pau"] }],
  ["Le contrat de maintenance du phare dure 3 ans.", { duration: null }],
  ["La formation des gardiennes dure 6 mois, votre poste est un CDI.", { duration: null }],
  ["- Prise en charge de l'abonnement de train à 75 %", { time: null }],
  ["- Charge : 75 %", { time: "75 %" }],
  ["- Contrat : la corne a sonné 37 heures de suite", { time: null }],
  ["- Contrat : 37 heures de travail", { time: "37 heures" }],
  ["Poste réservé aux indépendantes.", { contracts: ["freelance"] }],
  // remote work of some days, and of meetings
  [
    "Aucun télétravail le jeudi, mais un jour par semaine est possible à domicile.",
    { remote: "partial", remoteDays: "1 jour par semaine" },
  ],
  ["Trois points par semaine se font en visio, à distance.", { remote: null }],
  ["L'équipe est répartie partout et travaille à distance (point quotidien en visio).", { remote: "full" }],
  ["- Lieu : en télétravail, avec des ateliers à Brest (hebdo)", { remote: "partial" }],
  ["Poste en télétravail, avec un passage à Lyon tous les jeudis.", { remote: "partial" }],
  ["Le télétravail est la norme, réunions hebdo à Brest.\n\nTélétravail total.", { remote: "full" }],
  ["Les usagers peuvent demander 2 jours de télétravail par semaine.", { remote: null, remoteDays: null }],
  ["Un jour par semaine au siège de Tulle, le reste à domicile.", { remote: "partial", remoteDays: null }],
  [
    "- **Où ?** Depuis chez toi et, au moins deux jours par semaine, dans le 3ème arrondissement de Lyon",
    { remote: "partial", remoteDays: null },
  ],
  ["Présence au phare deux jours par semaine ; le reste en télétravail.", { remote: "partial" }],
  ["The team is in Oslo, your office is in Tours.", { places: ["Tours"] }],
  ["On-site role in Brest.", { remote: "none" }],
  ["Hybrid or on-site role in Brest.", { remote: "partial" }],
  [
    "Le poste comprend la lampe, la corne de brume, le journal de bord, le canot, la réserve et les deux chèvres du phare (Alba et Zoé), il est en télétravail complet toute l'année.",
    { remote: "full", remoteNote: "… il est en télétravail complet toute l'année" },
  ],
  [
    "Contrat : indépendant, à raison d'environ trois ou quatre jours de travail par semaine en télétravail.",
    {
      remoteNote:
        "Contrat : indépendant, à raison d'environ trois ou quatre jours de travail par semaine en télétravail",
    },
  ],
  // statuses and amounts
  ["## Conditions contractuelles du poste\n\nFreelance.", { statuses: [], contracts: ["freelance"] }],
  ["Poste ouvert à une agente contractuelle.", { statuses: ["contractuel"] }],
  ["Seule la mise à disposition sera acceptée.", { contracts: ["mise à disposition"] }],
  // from … to, either … or
  ["Vous commencez le 3 mai.", { start: "3 mai 2021" }],
  ["Votre contrat débute en juin.", { start: "juin 2021" }],
  ["Démarrage entre mai et juillet.", { start: "entre mai et juillet 2021" }],
  ["Démarrage en mai / juin.", { start: "mai / juin 2021" }],
  ["Début : décembre 2021 ou janvier 2022.", { start: "décembre 2021 ou janvier 2022" }],
  ["## Date de début\n\nFin juin 2021 ou septembre 2021.", { start: "fin juin 2021 ou septembre 2021" }],
  ["Début : 2 novembre - 31 janvier 2023.", { start: "2 novembre 2022" }],
  ["Contrat de mai 2021 à juin 2021.", { start: "mai 2021" }],
];
