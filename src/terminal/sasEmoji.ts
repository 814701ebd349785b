/**
 * The emoji of verifications, with the French names under which clients show them (Matrix specification, "SAS method: emoji"):
 * the number of a line is what the two sides compute.
 */
const EMOJI: readonly (readonly [emoji: string, name: string])[] = [
  ["🐶", "Chien"],
  ["🐱", "Chat"],
  ["🦁", "Lion"],
  ["🐎", "Cheval"],
  ["🦄", "Licorne"],
  ["🐷", "Cochon"],
  ["🐘", "Éléphant"],
  ["🐰", "Lapin"],
  ["🐼", "Panda"],
  ["🐓", "Coq"],
  ["🐧", "Manchot"],
  ["🐢", "Tortue"],
  ["🐟", "Poisson"],
  ["🐙", "Poulpe"],
  ["🦋", "Papillon"],
  ["🌷", "Fleur"],
  ["🌳", "Arbre"],
  ["🌵", "Cactus"],
  ["🍄", "Champignon"],
  ["🌏", "Globe"],
  ["🌙", "Lune"],
  ["☁️", "Nuage"],
  ["🔥", "Feu"],
  ["🍌", "Banane"],
  ["🍎", "Pomme"],
  ["🍓", "Fraise"],
  ["🌽", "Maïs"],
  ["🍕", "Pizza"],
  ["🎂", "Gâteau"],
  ["❤️", "Cœur"],
  ["😀", "Sourire"],
  ["🤖", "Robot"],
  ["🎩", "Chapeau"],
  ["👓", "Lunettes"],
  ["🔧", "Clé à molette"],
  ["🎅", "Père Noël"],
  ["👍", "Pouce en l’air"],
  ["☂️", "Parapluie"],
  ["⌛", "Sablier"],
  ["⏰", "Réveil"],
  ["🎁", "Cadeau"],
  ["💡", "Ampoule"],
  ["📕", "Livre"],
  ["✏️", "Crayon"],
  ["📎", "Trombone"],
  ["✂️", "Ciseaux"],
  ["🔒", "Cadenas"],
  ["🔑", "Clé"],
  ["🔨", "Marteau"],
  ["☎️", "Téléphone"],
  ["🏁", "Drapeau"],
  ["🚂", "Train"],
  ["🚲", "Vélo"],
  ["✈️", "Avion"],
  ["🚀", "Fusée"],
  ["🏆", "Trophée"],
  ["⚽", "Ballon"],
  ["🎸", "Guitare"],
  ["🎺", "Trompette"],
  ["🔔", "Cloche"],
  ["⚓", "Ancre"],
  ["🎧", "Casque audio"],
  ["📁", "Dossier"],
  ["📌", "Punaise"],
];

/** One line an emoji, in the order that matters. A number beyond the table is a fault of ours. */
export function emojiLines(numbers: readonly number[]): string[] {
  return numbers.map((number) => {
    const [emoji, name] = EMOJI[number] ?? [];
    if (emoji === undefined) throw new Error(`There is no emoji ${number}.`);
    return `  ${emoji}  ${name}`;
  });
}
