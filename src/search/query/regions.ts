/**
 * Towns that stand for a region when someone asks for it: « en Bretagne » finds Rennes. Only those that offers name;
 * to add one, put it behind its region, as `offers/facts/placeNames.ts` writes it.
 */
export const TOWNS_OF_REGION: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    "Île-de-France":
      "Paris|La Défense|Montreuil|Saint-Denis|Nanterre|Puteaux|Courbevoie|Arcueil|Montrouge|Créteil|Versailles|Boulogne-Billancourt|Issy-les-Moulineaux|Vincennes|Ivry-sur-Seine|Fontenay-sous-Bois|Bagneux|Malakoff|Saint-Ouen|Pantin|Aubervilliers|Bobigny|Cergy|Évry|Melun|Saclay|Palaiseau|Saint-Mandé|Champs-sur-Marne|Marne-la-Vallée|Région parisienne|Hauts-de-Seine|Seine-Saint-Denis|Val-de-Marne|Yvelines|Essonne|Seine-et-Marne|Val-d'Oise",
    "Région parisienne":
      "Paris|La Défense|Montreuil|Saint-Denis|Nanterre|Puteaux|Courbevoie|Arcueil|Montrouge|Île-de-France",
    "Auvergne-Rhône-Alpes":
      "Lyon|Grenoble|Saint-Étienne|Villeurbanne|Clermont-Ferrand|Annecy|Chambéry|Valence|Rhône-Alpes|Auvergne|Isère|Rhône|Drôme|Savoie|Haute-Savoie",
    Bretagne: "Rennes|Brest|Quimper|Lorient|Vannes|Saint-Brieuc|Lannion|Saint-Malo|Finistère|Morbihan",
    "Bourgogne-Franche-Comté": "Dijon|Besançon|Belfort|Chalon-sur-Saône|Auxerre|Nevers",
    "Centre-Val de Loire": "Orléans|Tours|Blois|Chartres|Bourges",
    "Grand Est": "Strasbourg|Metz|Nancy|Reims|Mulhouse|Colmar|Troyes|Alsace|Lorraine",
    "Hauts-de-France":
      "Lille|Amiens|Roubaix|Tourcoing|Villeneuve-d'Ascq|Arras|Valenciennes|Nord|Pas-de-Calais",
    Normandie: "Rouen|Caen|Le Havre|Cherbourg|Évreux|Calvados",
    "Nouvelle-Aquitaine":
      "Bordeaux|Poitiers|Limoges|La Rochelle|Pau|Bayonne|Angoulême|Niort|Mérignac|Pessac|Gironde",
    Occitanie: "Toulouse|Montpellier|Nîmes|Perpignan|Albi|Sète|Hérault|Haute-Garonne",
    "Pays de la Loire": "Nantes|Angers|Le Mans|Saint-Nazaire|La Roche-sur-Yon|Laval|Loire-Atlantique",
    "Provence-Alpes-Côte d'Azur":
      "Marseille|Nice|Toulon|Aix-en-Provence|Avignon|Cannes|Antibes|Sophia Antipolis|Bouches-du-Rhône|Var",
  }).map(([region, towns]) => [region, towns.split("|")]),
);
