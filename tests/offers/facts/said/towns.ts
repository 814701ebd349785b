import type { Said } from "./said.ts";

/** What the clause of a town says of it: that one works there, that one only goes there, or that it is another's. */
export const towns: readonly Said[] = [
  // a list goes on with what began it
  ["Entretiens à Lyon, Nancy ou Pau ; le poste est à Toul.", { places: ["Toul"] }],
  ["Poste à Albi. Déplacements réguliers en Lozère, dans le Cher et l'Indre.", { places: ["Albi"] }],
  ["Nos clients (Brest, Quimper et Vannes) vous attendent.", { places: [] }],
  ["Antenne de Morlaix (six personnes) et de Lannion.", { places: ["Morlaix", "Lannion"] }],
  ["La cheffe vit à Bayonne, le designer à Dax, et le bureau est à Pau.", { places: ["Pau"] }],
  // one goes there, or the seat is there: where no other town is named
  ["You will travel to Nantes twice a year, but your desk is in Cholet.", { places: ["Cholet"] }],
  ["Des missions ponctuelles à Metz, depuis le bureau de Nancy.", { places: ["Nancy"] }],
  ["Notre siège est à Meudon, et ce poste dans notre agence de Rennes.", { places: ["Rennes"] }],
  ["Notre siège est à Meudon : c'est là que vous travaillez.", { places: ["Meudon"] }],
  ["Fondée à Lille, l'association s'est installée à Arras ; le poste est à Lens.", { places: ["Lens"] }],
  ["Fondée à Lille, l'association s'est installée à Arras, où l'on vous attend.", { places: ["Arras"] }],
  // of others
  ["Votre tutrice est à Troyes, vous êtes à Sens.", { places: ["Sens"] }],
  ["Que vous habitiez Brest, Tarbes ou Gap, l'équipe est à distance.", { places: [] }],
  ["Un poste similaire est ouvert à Dinan.", { places: [] }],
  ["Nous recrutons aussi à Vienne ; cette offre concerne la ville de Valence.", { places: ["Valence"] }],
  ["Vous travaillez avec les équipes de Nice et de Toulon depuis Fréjus.", { places: ["Fréjus"] }],
  ["Vous travaillez à Caen avec nos collègues de Rouen.", { places: ["Caen"] }],
  // a team works in one town, and is at home in several
  ["L'équipe à Calais compte cinq personnes.", { places: ["Calais"] }],
  ["L'équipe est à Laon.", { places: ["Laon"] }],
  ["L'équipe est à Laon et à Reims.", { places: [] }],
  ["Nous sommes à Vichy, et c'est là que vous travaillerez.", { places: ["Vichy"] }],
  // what else says the workplace
  ["One day in Angers, four days from home.", { places: ["Angers"] }],
  ["Our team meets every month in Blois.", { places: ["Blois"] }],
  ["Location: Poitiers (near the station).", { places: ["Poitiers"] }],
  ["Work location is flexible: Dijon, Beaune or home.", { places: ["Dijon", "Beaune"] }],
  ["📍 Roanne (42), temps plein", { places: ["Roanne"] }],
  ["Un passage par mois à Bastia est demandé.", { places: ["Bastia"] }],
  ["L'institut cherche une ingénieure pour son campus d'Évry.", { places: ["Évry"] }],
  ["Hôpital des Salines – Vesoul. Le service recrute.", { places: ["Vesoul"] }],
  ["La ligne Paris – Vesoul est sur nos cartes.", { places: [] }],
  ["Le service est au troisième étage de la cité administrative de Tulle.", { places: ["Tulle"] }],
  ["Elle travaille place de la Liberté, à Toulon.", { places: ["Toulon"] }],
  ["## Où ?\n\nDeux villes au choix :\n\n- Cahors\n- Figeac", { places: ["Cahors", "Figeac"] }],
  ["Adresse du bureau :\n\n3 quai des Brumes\n17000 La Rochelle", { places: ["La Rochelle"] }],
  // whoever hires or is sought, and where
  ["Nous travaillons tous ensemble à Vanves.", { places: ["Vanves"] }],
  ["L'équipe, elle, est à Créteil.", { places: ["Créteil"] }],
  ["Vous irez à Créteil deux fois l'an. Poste à Bondy.", { places: ["Bondy"] }],
  ["You join our Toulouse team.", { places: ["Toulouse"] }],
  ["Vous rejoindrez le centre de secours de Dieppe.", { places: ["Dieppe"] }],
  ["CDD à Vic-sur-Cère.", { places: ["Vic-sur-Cère"] }],
  ["Le laboratoire est hébergé par la mairie, à Mende, où une salle vous attend.", { places: ["Mende"] }],
  // what there are many of, and offices among which a post is one
  ["Basée à Privas, l'équipe aide les petites communes de l'Ardèche et de la Drôme.", { places: ["Privas"] }],
  [
    "La coopérative compte trois antennes : Brest, Lorient et Vannes. Poste à Vannes.",
    { places: ["Vannes"] },
  ],
  ["Nous avons des bureaux à Brest et à Vannes : à vous de choisir.", { places: ["Brest", "Vannes"] }],
  ["| Lieu | Foix, rue Haute |\n| --- | --- |\n| Durée | un an |", { places: ["Foix"] }],
  // words about a town that do not say a workplace themselves count where nothing does
  ["Le stage a lieu à Lorient, avec des sorties en mer à Groix et à Toulon.", { places: ["Lorient"] }],
  ["Rattachée à la direction à Paris, vous travaillez à Sceaux.", { places: ["Sceaux"] }],
  ["Sauf une fête à Lyon, tout se passe à Privas.", { places: ["Privas"] }],
  ["La ville de Mende recrute une archiviste.", { places: ["Mende"] }],
  ["La ville de Mende recrute une archiviste. Poste à Florac, bureau de Marvejols.", { places: ["Florac"] }],
  ["La ville de Mende est belle, et nous recrutons.", { places: [] }],
  ["Tu rejoins l'agence de Pau.", { places: ["Pau"] }],
  ["Our customers are museums in Paris, Nantes and Lille.", { places: [] }],
  ["Join us in Nice.", { places: ["Nice"] }],
  ["Choose between our hubs in Brest and Rennes.", { places: ["Brest", "Rennes"] }],
  ["Vous assurez la maintenance des postes de Brest et de Quimper, depuis Carhaix.", { places: [] }],
  ["🏢 Où : Montreuil, métro Robespierre", { places: ["Montreuil"] }],
  ["Nous travaillons au bureau de Lens et à l'Agence des mines (Douai).", { places: ["Lens", "Douai"] }],
  // named by its people
  ["Deux jours par semaine dans nos bureaux lyonnais.", { places: ["Lyon"] }],
  ["Vous venez à l'agence toulousaine.", { places: ["Toulouse"] }],
  ["Vous venez voir la tour parisienne.", { places: [] }],
  // what follows a town
  ["Un train relie Dreux à Chartres, où vous travaillez.", { places: ["Chartres"] }],
  ["Du port à Dreux, lieu d'affectation, dix minutes à pied.", { places: ["Dreux"] }],
  ["Site principal : Brive.", { places: ["Brive-la-Gaillarde"] }],
  // more turns
  ["Un open space au bord de l'eau, à Lorient.", { places: ["Lorient"] }],
  ["La régie a trois sites, Brest, Lorient et Vannes.", { places: ["Brest", "Lorient", "Vannes"] }],
  ["On cherche pour notre service de Dole une archiviste.", { places: [] }],
  ["On cherche pour notre établissement de Dole une archiviste.", { places: ["Dole"] }],
  ["Born in Lille, the company works from Arras.", { places: ["Arras"] }],
  ["Lieu choisi selon votre lieu d'habitation : Laon ou Soissons.", { places: ["Laon", "Soissons"] }],
];
