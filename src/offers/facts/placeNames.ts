/**
 * Places of France that an offer may name, as they are shown. To add one, put it in the list it belongs to; matching
 * ignores accents and reads hyphens and spaces alike, but wants a capital letter (« Tours », not « tours »).
 * A name that is also a common word goes to `WORDS_TOO` as well: it counts only after a preposition of place.
 */

/** Prefectures, communes above about 50,000 inhabitants, and the towns around Paris where administrations sit. */
export const CITIES: readonly string[] = `
Paris|Marseille|Lyon|Toulouse|Nice|Nantes|Montpellier|Strasbourg|Bordeaux|Lille|Rennes|Toulon|Reims|Saint-Étienne
Le Havre|Dijon|Grenoble|Angers|Villeurbanne|Nîmes|Aix-en-Provence|Clermont-Ferrand|Le Mans|Brest|Tours|Amiens
Annecy|Limoges|Metz|Boulogne-Billancourt|Perpignan|Besançon|Orléans|Rouen|Montreuil|Caen|Mulhouse|Nancy|Argenteuil
Saint-Denis|Saint-Paul|Tourcoing|Roubaix|Nanterre|Vitry-sur-Seine|Créteil|Avignon|Asnières-sur-Seine|Poitiers|Aubervilliers
Dunkerque|Aulnay-sous-Bois|Colombes|Versailles|Saint-Pierre|Courbevoie|Le Tampon|Rueil-Malmaison|Champigny-sur-Marne
Fort-de-France|Béziers|Pau|La Rochelle|Cherbourg|Cherbourg-en-Cotentin|Antibes|Cannes|Calais|Saint-Nazaire|Mérignac
Drancy|Colmar|Ajaccio|Bourges|Issy-les-Moulineaux|Levallois-Perret|Quimper|La Seyne-sur-Mer|Noisy-le-Grand|Valence
Villeneuve-d'Ascq|Neuilly-sur-Seine|Vénissieux|Antony|Cergy|Clichy|Troyes|La Roche-sur-Yon|Montauban|Pessac|Ivry-sur-Seine
Chambéry|Lorient|Niort|Sarcelles|Villejuif|Hyères|Saint-Quentin|Beauvais|Épinay-sur-Seine|Cayenne|Maisons-Alfort|Cholet
Meaux|Chelles|Pantin|Fontenay-sous-Bois|Bondy|Vannes|Clamart|Arles|Fréjus|Sartrouville|Narbonne|Évry|Évry-Courcouronnes
Sevran|Corbeil-Essonnes|Albi|Laval|Le Blanc-Mesnil|Vincennes|Belfort|Bobigny|Montrouge|Grasse|Martigues|Cagnes-sur-Mer
Saint-Ouen|Saint-Ouen-sur-Seine|Suresnes|Massy|Charleville-Mézières|Blois|Brive-la-Gaillarde|Carcassonne|Saint-Malo
Saint-Brieuc|Tarbes|Bayonne|Anglet|Biarritz|Valenciennes|Douai|Arras|Lens|Boulogne-sur-Mer|Compiègne|Laon|Soissons|Évreux
Alençon|Le Creusot|Chalon-sur-Saône|Châlons-en-Champagne|Mâcon|Nevers|Auxerre|Vesoul|Lons-le-Saunier|Montbéliard|Épinal
Bar-le-Duc|Verdun|Thionville|Haguenau|Chaumont|Bourg-en-Bresse|Aurillac|Moulins|Vichy|Montluçon|Le Puy-en-Velay|Roanne
Privas|Gap|Digne-les-Bains|Draguignan|Salon-de-Provence|Aubagne|Istres|Sophia Antipolis|Sophia-Antipolis|Mende|Rodez|Cahors
Auch|Foix|Agen|Périgueux|Bergerac|Mont-de-Marsan|Dax|Angoulême|Saintes|Rochefort|Guéret|Tulle|Châteauroux|Chartres|Dreux
Montargis|Vendôme|Saint-Lô|Lannion|Morlaix|Fougères|Vitré|Bastia|Corte|Millau|Castres|Alès|Sète|Pontivy|Libourne|Guérande
Pointe-à-Pitre|Basse-Terre|Les Abymes|Le Lamentin|Mamoudzou|Saint-Laurent-du-Maroni|Nouméa|Papeete|Saint-Pierre-et-Miquelon
La Défense|Puteaux|Arcueil|Malakoff|Vanves|Gentilly|Bagneux|Cachan|Châtillon|Le Kremlin-Bicêtre|Charenton-le-Pont
Saint-Mandé|Nogent-sur-Marne|Alfortville|Choisy-le-Roi|Rungis|Orly|Thiais|Bagnolet|Les Lilas|Romainville|Rosny-sous-Bois
Noisy-le-Sec|La Courneuve|Saint-Cloud|Sèvres|Meudon|Le Plessis-Robinson|Sceaux|Fontenay-aux-Roses|Gif-sur-Yvette|Palaiseau
Saclay|Orsay|Guyancourt|Montigny-le-Bretonneux|Saint-Quentin-en-Yvelines|Saint-Germain-en-Laye|Poissy|Pontoise|Melun
Fontainebleau|Torcy|Marne-la-Vallée|Champs-sur-Marne|Lognes|Villepinte|Roissy|Le Bourget|Gennevilliers
`
  .trim()
  .split(/[|\n]/);

export const DEPARTMENTS: readonly string[] = `
Ain|Aisne|Allier|Alpes-de-Haute-Provence|Hautes-Alpes|Alpes-Maritimes|Ardèche|Ardennes|Ariège|Aube|Aude|Aveyron
Bouches-du-Rhône|Calvados|Cantal|Charente|Charente-Maritime|Cher|Corrèze|Corse-du-Sud|Haute-Corse|Côte-d'Or|Côtes-d'Armor
Creuse|Dordogne|Doubs|Drôme|Eure|Eure-et-Loir|Finistère|Gard|Haute-Garonne|Gers|Gironde|Hérault|Ille-et-Vilaine|Indre
Indre-et-Loire|Isère|Jura|Landes|Loir-et-Cher|Loire|Haute-Loire|Loire-Atlantique|Loiret|Lot|Lot-et-Garonne|Lozère
Maine-et-Loire|Manche|Marne|Haute-Marne|Mayenne|Meurthe-et-Moselle|Meuse|Morbihan|Moselle|Nièvre|Nord|Oise|Orne
Pas-de-Calais|Puy-de-Dôme|Pyrénées-Atlantiques|Hautes-Pyrénées|Pyrénées-Orientales|Bas-Rhin|Haut-Rhin|Rhône|Haute-Saône
Saône-et-Loire|Sarthe|Savoie|Haute-Savoie|Seine-Maritime|Seine-et-Marne|Yvelines|Deux-Sèvres|Somme|Tarn|Tarn-et-Garonne
Var|Vaucluse|Vendée|Vienne|Haute-Vienne|Vosges|Yonne|Territoire de Belfort|Essonne|Hauts-de-Seine|Seine-Saint-Denis
Val-de-Marne|Val-d'Oise
`
  .trim()
  .split(/[|\n]/);

export const REGIONS: readonly string[] = `
Auvergne-Rhône-Alpes|Bourgogne-Franche-Comté|Bretagne|Centre-Val de Loire|Corse|Grand Est|Hauts-de-France|Île-de-France
Normandie|Nouvelle-Aquitaine|Occitanie|Pays de la Loire|Provence-Alpes-Côte d'Azur|Guadeloupe|Martinique|Guyane|La Réunion
Mayotte|Polynésie française|Nouvelle-Calédonie|Saint-Barthélemy|Saint-Martin|Wallis-et-Futuna|Région parisienne
Alsace|Aquitaine|Auvergne|Bourgogne|Champagne-Ardenne|Franche-Comté|Languedoc-Roussillon|Limousin|Lorraine|Midi-Pyrénées
Nord-Pas-de-Calais|Picardie|Poitou-Charentes|Rhône-Alpes
`
  .trim()
  .split(/[|\n]/);

/** Other writings, and the place that they mean. */
export const PLACE_ALIASES: ReadonlyMap<string, string> = new Map([
  ["Ile de France", "Île-de-France"],
  ["IDF", "Île-de-France"],
  ["PACA", "Provence-Alpes-Côte d'Azur"],
  ["AURA", "Auvergne-Rhône-Alpes"],
  ["Paris La Défense", "La Défense"],
  ["Saint-Étienne", "Saint-Étienne"],
  ["St Étienne", "Saint-Étienne"],
  ["St Denis", "Saint-Denis"],
  ["Clermont Fd", "Clermont-Ferrand"],
  ["Région Parisienne", "Région parisienne"],
]);

/**
 * Names that French uses for other things. They count only after « à », « sur », « dans le », « département »…, or
 * alone on a line labelled as the place.
 */
export const WORDS_TOO: ReadonlySet<string> = new Set([
  ..."Nice|Tours|Pau|Lens|Gap|Dax|Sète|Sens|Valence|Clichy|Saintes|Laval|Moulins|Saint-Paul|Saint-Pierre|Saint-Martin".split(
    "|",
  ),
  ..."Ain|Aisne|Allier|Aube|Aude|Cher|Creuse|Doubs|Eure|Gard|Gers|Indre|Isère|Jura|Landes|Loire|Lot|Manche|Marne".split(
    "|",
  ),
  ..."Meuse|Nord|Oise|Orne|Rhône|Somme|Tarn|Var|Vienne|Auch|Tulle|Torcy|Orly|Massy|Lorraine|Corte|Vitré|Fougères".split(
    "|",
  ),
]);
