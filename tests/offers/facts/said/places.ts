import type { Said } from "./said.ts";

/** Where one works, among other places that a sentence names. */
export const places: readonly Said[] = [
  // towns of the size of a sub-prefecture, and articles within the preposition
  ["Bureau à Sens ou à Autun.", { places: ["Sens", "Autun"] }],
  ["Le sens du détail, la joie de l'Orange mécanique.", { places: [] }],
  ["Vous travaillez au Havre.", { places: ["Le Havre"] }],
  ["Poste basé aux Mureaux.", { places: ["Les Mureaux"] }],
  ["Le tribunal du Mans est notre voisin, le poste est à Laval.", { places: ["Laval"] }],
  ["Emploi basé à Saverne.", { places: ["Saverne"] }],
  ["L'antenne de Lannion vous accueille.", { places: ["Lannion"] }],
  ["Sites : Tours et Blois.", { places: ["Tours", "Blois"] }],
  // namesakes overseas
  ["Poste à Saint-Denis (97400).", { places: ["La Réunion"] }],
  ["Poste à Sainte-Marie (972).", { places: ["Martinique"] }],
  ["Poste à Saint-Laurent-du-Maroni, en Guyane.", { places: ["Saint-Laurent-du-Maroni", "Guyane"] }],
  ["Poste à Saint-Denis, au nord de Paris.", { places: ["Saint-Denis"] }],
  // where one goes, and where one goes from
  ["Tu parcours la Creuse depuis Guéret.", { places: ["Guéret"] }],
  ["Poste basé à Metz, interventions à Verdun et à Épinal.", { places: ["Metz"] }],
  ["Vous sillonnez le Finistère. Le bureau est à Lorient.", { places: ["Lorient"] }],
  ["Le service couvre la Bretagne ; il est installé à Quimper.", { places: ["Quimper"] }],
  // where the team was
  ["L'équipe était à Nanterre ; le poste est maintenant à Bondy.", { places: ["Bondy"] }],
  ["L'équipe sera transférée de Montreuil à Bobigny.", { places: ["Bobigny"] }],
  ["Après trois ans à Dijon, l'équipe déménage à Beaune.", { places: ["Beaune"] }],
  ["Le bureau était à Orléans ; il est transféré à Blois.", { places: ["Blois"] }],
  ["Le poste est ici. Le fichier est transféré à Lyon.", { places: [] }],
  // in a body itself
  ["Poste à la sous-préfecture de Dinan.", { places: ["Dinan"] }],
  ["Nos bureaux sont à la préfecture de Lyon.", { places: ["Lyon"] }],
  ["Le poste vous fera travailler avec la mairie de Sevran.", { places: [] }],
  ["Implantation géographique : Laon", { places: ["Laon"] }],
  ["Ville : Guéret", { places: ["Guéret"] }],
  ["Poste à Saint-Pierre (Réunion).", { places: ["La Réunion"] }],
  ["Poste partagé entre Auch et Tarbes.", { places: ["Auch", "Tarbes"] }],
  ["Vous rejoignez la direction des ports, installée à Brest.", { places: ["Brest"] }],
  // towns that no list names
  ["Poste à Rivière-Pilote, en Martinique.", { places: ["Rivière-Pilote", "Martinique"] }],
  ["Poste basé à Ploërmel.", { places: ["Ploërmel"] }],
  ["Poste à Temps plein, bureau à Ségur.", { places: [] }],
  ["Les serveurs sont installés à Gravelines.", { places: [] }],
  ["Chloé, basée à Pornic, vous attend.", { places: [] }],
  ["Le laboratoire se trouve à Maisons-Alfort.", { places: ["Maisons-Alfort"] }],
  ["Direction interdépartementale des routes, Bordeaux.", { places: ["Bordeaux"] }],
  // others
  ["Rencontres mensuelles avec les élus de Cahors. Poste à Figeac.", { places: ["Figeac"] }],
  ["Présence à Paris lors de réunions avec des marins.", { places: ["Paris"] }],
  ["Vous rendez compte à la direction, installée à Paris. Poste à Pau.", { places: ["Pau"] }],
  ["Formation à Angers le premier mois, puis poste à Cholet.", { places: ["Cholet"] }],
  ["Le réseau des phares se réunit à Dijon. Poste à Metz.", { places: ["Metz"] }],
  ["Concours à Lyon, affectation à Vienne.", { places: ["Vienne"] }],
  ["Les oraux se passent à Rennes. Affectation à Brest.", { places: ["Brest"] }],
  ["Notre fournisseur est à Rouen. Emploi à Évreux.", { places: ["Évreux"] }],
  ["Notre directeur, Paul Arras, vous attend. Poste à Cambrai.", { places: ["Cambrai"] }],
  ["Poste à Lyon, auprès de Mme Durand.", { places: ["Lyon"] }],
  ["Le portail se base sur les données de Clamart.", { places: [] }],
];
