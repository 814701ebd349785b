import type { Said } from "./said.ts";

/** Remote work as people write it, and whose days are counted. */
export const remote: readonly Said[] = [
  ["Télétravail interdit.", { remote: "none" }],
  ["Le télétravail n'est pas autorisé sur ce poste.", { remote: "none" }],
  ["Ce poste n'ouvre pas droit au télétravail.", { remote: "none" }],
  ["Poste non éligible au télétravail.", { remote: "none" }],
  ["Présentiel uniquement.", { remote: "none" }],
  ["Poste en présentiel à 100 %.", { remote: "none" }],
  ["Travail sur site exclusivement.", { remote: "none" }],
  ["Missions incompatibles avec le télétravail.", { remote: "none" }],
  ["Télétravail : aucun.", { remote: "none" }],
  ["Il n'est pas possible de télétravailler.", { remote: "none" }],
  ["Le télétravail ne peut pas être accordé sur ce poste d'accueil.", { remote: "none" }],
  ["Full remote possible dès le premier jour.", { remote: "full" }],
  ["Vous travaillez intégralement à distance.", { remote: "full" }],
  ["Poste 100 % télétravail.", { remote: "full" }],
  ["Toute l'équipe travaille à distance, vous aussi.", { remote: "full" }],
  ["Le poste est entièrement télétravaillable.", { remote: "full" }],
  ["Vous pouvez télétravailler à temps plein.", { remote: "full" }],
  ["Poste à exercer en totalité depuis chez vous.", { remote: "full" }],
  ["Poste télétravaillable.", { remote: "partial" }],
  ["Télétravail exclu les six premiers mois, possible ensuite.", { remote: "partial", duration: null }],
  [
    "Télétravail complet exclu, un jour par semaine possible.",
    { remote: "partial", remoteDays: "1 jour par semaine", time: null },
  ],
  ["Télétravail à 50 %.", { remote: "partial", time: null }],
  ["Télétravail à hauteur de 40 % du temps.", { remote: "partial", time: null }],
  [
    "Poste basé à Brest ou télétravail 3 jours par semaine.",
    { remote: "partial", remoteDays: "3 jours par semaine", time: null, places: ["Brest"] },
  ],
  [
    "Télétravail possible jusqu'à 3 jours par semaine.",
    { remote: "partial", remoteDays: "jusqu'à 3 jours par semaine", time: null },
  ],
  [
    "Télétravail (2 jours hebdomadaires).",
    { remote: "partial", remoteDays: "2 jours par semaine", time: null },
  ],
  [
    "Deux jours de télétravail par semaine.",
    { remote: "partial", remoteDays: "2 jours par semaine", time: null },
  ],
  [
    "1 à 2 jours de télétravail / semaine.",
    { remote: "partial", remoteDays: "1 à 2 jours par semaine", time: null },
  ],
  [
    "Télétravail deux jours par semaine, trois jours au bureau.",
    { remote: "partial", remoteDays: "2 jours par semaine", time: null },
  ],
  [
    "Télétravail : 100 jours par an.",
    { remote: "partial", remoteDays: "100 jours par an", time: null, duration: null },
  ],
  [
    "Télétravail ponctuel, huit jours par mois.",
    { remote: "partial", remoteDays: "8 jours par mois", time: null },
  ],
  [
    "Télétravail partiel, 2 jours/semaine à Rennes.",
    { remote: "partial", remoteDays: null, time: null, places: ["Rennes"] },
  ],
  [
    "Télétravail possible avec un jour de présence par semaine.",
    { remote: "partial", remoteDays: null, time: null },
  ],
  [
    "Présence au phare trois jours par semaine, télétravail le reste du temps.",
    { remote: "partial", remoteDays: null, time: null },
  ],
  [
    "Chez vous et, deux jours par semaine, à Brest.",
    { remote: "partial", remoteDays: null, time: null, places: ["Brest"] },
  ],
  [
    "Télétravail partiel, l'équipe se retrouve un jour par semaine.",
    { remote: "partial", remoteDays: null, time: null },
  ],
  [
    "Vous venez 2 jours par semaine sur place, à Nancy ; télétravail sinon.",
    { remote: "partial", remoteDays: null, time: null, places: ["Nancy"] },
  ],
  [
    "Télétravail à partir de six mois d'ancienneté, 2 jours par semaine.",
    { remote: "partial", remoteDays: "2 jours par semaine", time: null, duration: null },
  ],
  [
    "Le télétravail est possible. Rythme : 4 jours par semaine.",
    { remote: "partial", remoteDays: null, time: "4 jours par semaine" },
  ],
  ["Mission de 3 jours par semaine, dont 1 à distance.", { remote: "partial", time: "3 jours par semaine" }],
  ["L'outil aide les agents en télétravail à se connecter.", { remote: null }],
  ["Nous avons mené une étude sur le télétravail dans les phares.", { remote: null }],
  ["Vous déploierez la charte du télétravail auprès des services.", { remote: null }],
  ["Le service permet aux usagers de consulter un médecin à distance.", { remote: null }],
  ["Prise en main à distance des postes de travail.", { remote: null }],
  [
    "Trois jours au bureau et deux jours en télétravail chaque semaine.",
    { remote: "partial", time: null, remoteDays: "2 jours par semaine" },
  ],
  [
    "Vous êtes présent au minimum 2 jours par semaine dans nos locaux de Lille, télétravail le reste.",
    { remote: "partial", time: null, remoteDays: null, places: ["Lille"] },
  ],
  [
    "2 jours max de télétravail par semaine",
    { remote: "partial", time: null, remoteDays: "2 jours par semaine" },
  ],
  ["Télétravail : 3j/semaine.", { remote: "partial", time: null, remoteDays: "3 jours par semaine" }],
  [
    "Possibilité de télétravailler deux jours par semaine après trois mois.",
    { remote: "partial", time: null, duration: null, remoteDays: "2 jours par semaine" },
  ],
  [
    "Jusqu'à 10 jours de télétravail par mois.",
    { remote: "partial", time: null, remoteDays: "jusqu'à 10 jours par mois" },
  ],
  [
    "Un forfait de 80 jours de télétravail par an est ouvert.",
    { remote: "partial", time: null, duration: null, remoteDays: "80 jours par an" },
  ],
  ["Présence sur site obligatoire 3 jours par semaine.", { time: null, remoteDays: null }],
  ["Rythme hybride : 3 jours sur place, 2 à la maison.", { remote: "partial", time: null }],
  [
    "L'équipe se voit le mardi à Paris, sinon chacun travaille de chez soi.",
    { remote: "partial", places: ["Paris"] },
  ],
  ["Télétravail possible le lundi et le vendredi.", { remote: "partial", time: null, remoteDays: null }],
  [
    "Télétravail à 60 %, soit trois jours par semaine.",
    { remote: "partial", time: null, remoteDays: "3 jours par semaine" },
  ],
  [
    "Temps de travail : 4 jours par semaine, dont 2 jours en télétravail.",
    { remote: "partial", time: "4 jours par semaine" },
  ],
  ["Poste 100 % à distance.", { remote: "full" }],
  ["Télétravail intégral.", { remote: "full" }],
  ["Le poste peut être entièrement télétravaillé.", { remote: "full" }],
  ["Lieu : à distance.", { remote: "full" }],
  ["Remote complet possible.", { remote: "full" }],
  ["Le télétravail est la règle dans l'équipe.", { remote: "full" }],
  ["Poste sur site, sans possibilité de travail à distance.", { remote: "none" }],
  ["Présence sur site indispensable tous les jours.", { remote: "none" }],
  ["Ce poste est exclusivement en présentiel.", { remote: "none" }],
  ["Le télétravail partiel est encouragé.", { remote: "partial" }],
  ["Télétravail occasionnel.", { remote: "partial" }],
  ["Vous menez l'enquête annuelle sur le télétravail des agents.", { remote: null }],
  ["Le produit permet de suivre une formation à distance.", { remote: null }],
  ["Télétravail non prévu à ce jour.", { remote: "none" }],
  ["Le télétravail sera étudié au cas par cas.", { remote: "partial" }],
];
