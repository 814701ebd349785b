import type { Said } from "./said.ts";

/** What was once, what those who work there have, and what questions, headings, tables and signs make of words. */
export const past: readonly Said[] = [
  // what was so, and is so no more
  [
    "Autrefois confié à deux mi-temps, le phare demande désormais un temps complet.",
    { time: "temps complet" },
  ],
  ["Avant, le poste se partageait à 40 % ; c'est maintenant un temps plein.", { time: "temps plein" }],
  ["La mission actuelle, confiée à un prestataire pendant un an, devient un CDI.", { contracts: ["CDI"] }],
  ["L'an dernier les contrats étaient de 6 mois.", { duration: null }],
  ["La gardienne travaillait en télétravail. Le poste est à Brest.", { remote: null }],
  [
    "L'équipe était à distance ; elle est revenue au port, avec un jour de télétravail.",
    { remote: "partial" },
  ],
  ["Le salaire, longtemps figé à 28 000 €, passe à 33 000 €.", { payAmounts: [33000] }],
  ["Anciennement de catégorie C, le poste est de catégorie B.", { categories: ["B"] }],
  ["The previous keeper worked part-time. This is a full-time job.", { time: "full-time" }],
  ["Yann, entré en CDD, laisse sa place : le poste est en CDI.", { contracts: ["CDI"] }],
  // those of the house
  [
    "Nos pilotes sont payés 60 € de l'heure. Nos consultants ont un contrat de 4 mois. Vous serez en CDD de 2 ans.",
    { contracts: ["CDD"], duration: "2 ans" },
  ],
  [
    "Nos prestataires sont payés 400 € par jour. Vous percevrez 2 500 € bruts par mois.",
    { payAmounts: [2500] },
  ],
  ["La capitainerie réunit 12 agents. Le service emploie 40 contractuels et 9 titulaires.", { statuses: [] }],
  ["Poste de catégorie A. La direction compte six agents de catégorie B.", { categories: ["A"] }],
  ["Le directeur du port, à temps partiel, vous accueillera.", { time: null }],
  ["Interns are paid €900 a month.", { payAmounts: [] }],
  ["Vous relisez les cartes et suivez les CDD de moins de 4 mois.", { contracts: [], duration: null }],
  // a question and its answer
  [
    "Peut-on télétravailler ? Oui, deux jours, et personne ne compte.",
    { remote: "partial", remoteDays: "2 jours" },
  ],
  ["Vous cherchez un stage ? Passez votre chemin, pour cette année.", { contracts: [] }],
  // headings that deny their list
  ["Ce que nous ne proposons pas :\n\n- du télétravail complet\n- un CDI", { remote: null, contracts: [] }],
  ["N'hésitez pas :\n\n- poste en CDI\n- télétravail possible", { remote: "partial", contracts: ["CDI"] }],
  // cells
  [
    "| | |\n|---|---|\n| Quotité | 80 % |\n| Catégorie | B |\n| Télétravail | Oui |",
    { time: "80 %", categories: ["B"], remote: "partial" },
  ],
  [
    "| Lieu | Rythme | Télétravail |\n|---|---|---|\n| Brest | mi-temps | 1 j/semaine |",
    { time: "mi-temps", remote: "partial", remoteDays: "1 jour par semaine" },
  ],
  // signs between
  ["Phare · CDI · 31–36 k€", { contracts: ["CDI"], payAmounts: [31000, 36000] }],
  [
    "TJM : 410 € | durée : 4 mois | 2j/sem",
    { payAmounts: [410], duration: "4 mois", time: "2 jours par semaine" },
  ],
  [
    "Rythme : 3j/sem au port, 2j TT",
    { time: "3 jours par semaine", remote: "partial", remoteDays: "2 jours" },
  ],
  // pay
  ["Le salaire n'est pas de 27 k€ comme annoncé : il est de 32 k€.", { payAmounts: [32000] }],
  ["Fixe : 29 k€, plus un variable.", { payAmounts: [29000] }],
  [
    "Nous cherchons des indépendants (TJM 430 €) ou des salariés (33-39 K€).",
    { pay: "430 € par jour, 33-39 K€" },
  ],
  ["TJM d'achat 300 €, TJM de vente 420 €.", { payAmounts: [] }],
  ["- €41k - €47k depending on seniority", { payAmounts: [41000, 47000] }],
  // whose a span of time is
  ["CDI, essai de 4 mois, 7 semaines de congés, missions d'une durée moyenne de 5 mois.", { duration: null }],
  ["Le marché, d'une durée de 3 ans, prévoit 200 jours de prestation.", { duration: null }],
  ["- Durée de la procédure : environ deux mois", { duration: null }],
  ["- Durée de la mission : deux mois", { duration: "2 mois" }],
  ["Fixed-term, with a two-month probation.", { contracts: ["CDD"], duration: null }],
  // time
  ["Le poste n'est pas à temps complet mais à 70 %.", { time: "70 %" }],
  ["Contract: 0.6 FTE", { time: "60 %" }],
  ["Accueil du musée : 21h/35, du mardi au samedi", { time: "21h/35" }],
  ["Semaine de 4 jours payée 5.", { time: "Semaine de 4 jours" }],
  ["Si le contrat est reconduit, la mission passera à temps plein.", { time: null }],
  // remote work
  ["On travaille à distance depuis toujours, avec un séminaire à Brest.", { remote: "full" }],
  ["Le télétravail n'a jamais été pratiqué au phare.", { remote: "none" }],
  ["Pas de télétravail pendant les deux premiers mois.", { remote: "partial" }],
  ["Everyone works from home.", { remote: "full" }],
  // statuses and positions
  ["Recrutement statutaire ou, à défaut, contractuel.", { statuses: ["titulaire", "contractuel"] }],
  ["Mise à disposition possible pour les agents de l'État.", { contracts: ["mise à disposition"] }],
  [
    "Si vous êtes fonctionnaire : détachement ou mise à disposition.",
    { contracts: ["mise à disposition", "détachement"] },
  ],
  ["Vous serez recrutée sur contrat.", { statuses: ["contractuel"] }],
  ["Catégorie statutaire / corps : B", { categories: ["B"] }],
  ["Portage salarial accepté.", { contracts: ["freelance"] }],
  // above, before and behind
  [
    "Gardienne de catégorie C, sous l'autorité d'un capitaine (catégorie A) et d'une lieutenante (catégorie B).",
    { categories: ["C"] },
  ],
  ["Ouvert aux titulaires du cadre d'emplois des agents de phare.", { statuses: ["titulaire"] }],
  ["Télétravail non prévu au début ; une journée hebdomadaire pourra ensuite être accordée.", { time: null }],
  ["CDD d'un an, puis une mise en stage et une titularisation.", { contracts: ["CDD"], duration: "1 an" }],
  ["Gardien de phare : 70 ou 90 %, selon vos souhaits.", { time: "70 ou 90 %" }],
  ["Ici vous travaillez à 85 %, un jeudi sur deux étant libre.", { time: "85 %" }],
  ["Temps plein la première année ; ensuite, 85 % pourront être demandés.", { time: "Temps plein" }],
  ["Un cadrage de 3 semaines à mi-temps, puis 5 mois à plein temps.", { time: null }],
  ["Alternance (rythme 2 semaines entreprise / 1 semaine école), 12 mois", { duration: "12 mois" }],
  ["Mission facturée au forfait : 9 000 € HT.", { payAmounts: [9000] }],
  ["Un tarif de 390 € TTC/jour, frais de bateau en sus (plafond 700 €).", { payAmounts: [390] }],
  [
    "Présence demandée un jour par semaine au port. Pour le reste, travaillez d'où vous voulez.",
    { remote: "partial", remoteDays: null },
  ],
  ["Everyone spends two days a week in the office.", { remote: "partial" }],
  ["Employment type: full-time, permanent.", { contracts: ["CDI"], time: "full-time" }],
  ["Open to civil servants on secondment.", { contracts: ["détachement"], statuses: ["titulaire"] }],
  ["9-month rolling contract · Remote (France)", { duration: "9 mois", remote: "full" }],
  // what one has, and what others have
  ["Mission en freelance ; n'hésitez pas si vous êtes en CDI aujourd'hui.", { contracts: ["freelance"] }],
  ["Vous renseignez les agents en détachement.", { contracts: [], statuses: [] }],
  ["Un forfait de 2,88 € par jour télétravaillé, dans la limite de 220 € par an.", { payAmounts: [] }],
  ["Par bateau, deux jours par semaine ne posent aucun problème.", { time: null }],
  [
    "Organisation : trois jours en présentiel (lundi, mardi, jeudi), deux jours où vous voulez.",
    { remote: "partial" },
  ],
  [
    "Gardiens, titulaires et contractuels peuvent répondre à cette offre.",
    { statuses: ["titulaire", "contractuel"] },
  ],
  [
    "Fonctionnaires : par mutation ou détachement. Non-fonctionnaires : contrat de deux ans.",
    { contracts: ["détachement"], statuses: ["titulaire", "contractuel"], duration: "2 ans" },
  ],
  [
    "Le port recrute une collaboratrice (contractuelle, catégorie B).",
    { statuses: ["contractuel"], categories: ["B"] },
  ],
  ["Titulaire de la FPT souhaité, poste à 35h.", { statuses: ["titulaire"] }],
  ["Conditions : CDI, 37 K€, un bateau.", { contracts: ["CDI"], payAmounts: [37000] }],
  ["Chez nous : CDI, 2 150 € nets, soupe le midi.", { contracts: ["CDI"], payAmounts: [2150] }],
  ["Day job, 8-month FTC.", { duration: "8 mois" }],
  // limits, options and choices
  [
    "Il n'est pas possible de télétravailler plus d'un jour par semaine.",
    { remote: "partial", remoteDays: "jusqu'à 1 jour par semaine" },
  ],
  ["- Rythme : temps plein de préférence (possibilité de 3/5)", { time: "temps plein (3/5 possible)" }],
  ["The job is neither seasonal nor part-time.", { time: null }],
  [
    "Nous ne prenons pas de stagiaires, mais les alternants sont les bienvenus.",
    { contracts: ["alternance"] },
  ],
  ["Aucun diplôme, aucune limite d'âge, aucun télétravail.", { remote: "none" }],
  ["Vous serez à 100 %.", { time: "100 %" }],
  ["It's a four-day week at full pay.", { time: "four-day week" }],
  // others' and one's own
  ["Le TJM de nos plongeurs est de 700 €.", { payAmounts: [] }],
  [
    "Nos marées durent six mois, nos phares coûtent 40 000 €. Contrat d'un an.",
    { duration: "1 an", payAmounts: [] },
  ],
  ["70 % des marins veulent deux jours de télétravail par semaine.", { remote: null }],
  [
    "Le second, contractuel en CDD de 6 mois, sera placé sous votre autorité.",
    { contracts: [], statuses: [], duration: null },
  ],
  ["Le CDD initial (un an) devient un CDI si tout va bien.", { contracts: ["CDD"], duration: "1 an" }],
  ["Our sailors earn €12 an hour; as a captain you'd earn €3,300 a month.", { payAmounts: [3300] }],
  ["La grille prévoit 2 100 € ; nous proposons 2 300 €.", { payAmounts: [2300] }],
  ["Selon votre expérience : 27 k€ la première année, 30 k€ la deuxième.", { payAmounts: [27000, 30000] }],
  ["Outside France we offer a contractor agreement.", { contracts: ["freelance"] }],
  // labels on a line of their own
  [
    "Employment type\nFixed-term, 10 months\n\nRemote\nUp to 3 days per week",
    { contracts: ["CDD"], duration: "10 mois", remote: "partial", remoteDays: "jusqu'à 3 jours par semaine" },
  ],
  [
    "Motif : saison - Durée : 5 mois - Télétravail 1j - 26/30K",
    { duration: "5 mois", payAmounts: [26000, 30000] },
  ],
  ["Cat. B / titulaire, contractuel / 35h", { categories: ["B"], statuses: ["titulaire", "contractuel"] }],
  ["Le poste peut être pourvu par un contractuel.", { statuses: ["contractuel"] }],
  // what one meets with on the way
  [
    "Une immersion de 3 semaines, un stage d'observation de deux semaines, puis un CDI.",
    { contracts: ["CDI"], duration: null },
  ],
  ["La mission commence par deux semaines d'observation et dure dix mois.", { duration: "10 mois" }],
  ["Les gardiens de catégorie C ne peuvent pas candidater.", { categories: [] }],
  ["Poste de catégorie B+ / A.", { categories: ["A", "B"] }],
  ["Vous remplacez la gardienne pendant son congé (4 mois).", { duration: "4 mois" }],
  ["We offer a three-year apprenticeship.", { contracts: ["apprentissage"], duration: "3 ans" }],
  ["A freelance assignment at the lighthouse.", { contracts: ["freelance"] }],
  // with whom one works
  [
    "Apprentissage d'un an, encadré par une titulaire de catégorie A.",
    { duration: "1 an", statuses: [], categories: [] },
  ],
  [
    "Stage de 5 mois, aux côtés de deux contractuels en CDD.",
    { contracts: ["stage"], duration: "5 mois", statuses: [] },
  ],
  ["CDD. Vous travaillerez avec une gardienne en CDI et un plongeur freelance.", { contracts: ["CDD"] }],
  ["Les emplois du quai ne sont pas télétravaillables.", { remote: null }],
  ["Le nôtre l'est, trois jours par semaine.", { time: null }],
  ["Trois jours par semaine, selon la marée.", { time: "Trois jours par semaine" }],
  ["Est-ce un temps plein ? Non : trois jours par semaine.", { time: "trois jours par semaine" }],
  ["Internship for 4 months, with a chance of a permanent position.", { contracts: ["stage"] }],
  ["Statut cadre, forfait jours, 39 K€ fixes.", { payAmounts: [39000] }],
  ["You get a permanent contract, €41,000 and a boat.", { contracts: ["CDI"], payAmounts: [41000] }],
  // what is closed, what comes first, and how many do
  ["Notre offre de stage de l'été est close. Le poste est en CDI.", { contracts: ["CDI"] }],
  [
    "Télétravail possible après une période de formation (trois mois).",
    { remote: "partial", duration: null },
  ],
  [
    "Contractuel pour trois ans, possibilité de CDI ensuite.",
    { statuses: ["contractuel"], duration: "3 ans", contracts: [] },
  ],
  ["Le port emploie 300 agents, dont 80 en télétravail un jour par semaine.", { remote: null, time: null }],
  ["CDD de cinq mois, à 60 %.", { contracts: ["CDD"], duration: "5 mois", time: "60 %" }],
  ["Un temps partiel à 70 % est possible.", { time: "temps partiel (70 %) possible" }],
  [
    "Détachement de droit, catégorie B, 21/35e.",
    { contracts: ["détachement"], categories: ["B"], time: "21/35e" },
  ],
];
