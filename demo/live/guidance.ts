import type { Screen } from "../../src/terminal/screen.ts";
import { SEEDS, shortPath } from "../stage/folder.ts";
import { type DemoRoom, PEOPLE } from "../stage/scene.ts";

interface Surroundings {
  readonly url: string;
  /** The address where health is served. */
  readonly health: string | null;
  readonly offers: string;
  readonly configuration: string;
  readonly log: string;
  /** Whether the damaged offer of the checkout is among the offers. */
  readonly damaged: boolean;
}

const COLUMN = 22;

/** Says what is about to be seen, before the rooms fill. */
export function introduce(screen: Screen, rooms: readonly DemoRoom[]): void {
  const named = rooms.map((room) => `« ${room.name} » ${toldOf(room)}`);
  screen.say(
    `Deux salons sur un vrai serveur : ${named.join(", ")}. Crieur y entre, se présente et annonce les offres ouvertes.`,
  );
}

/** Says which offers a room hears of. */
export function toldOf({ filter }: DemoRoom): string {
  return filter === "" ? "(toutes les offres)" : `(filtre « ${filter} »)`;
}

/** Tells the person what can be tried, and how. */
export function guide(screen: Screen, around: Surroundings): void {
  const title = (text: string): void => {
    screen.print();
    screen.say(text, { style: "bold" });
  };
  const row = (what: string, why: string): void =>
    screen.say(`  ${what.padEnd(COLUMN - 2)}  ${why}`, { hanging: COLUMN + 2 });

  title("À vous : ce que vous tapez, Camille le dit dans le salon.");
  row("!offres devops", "cherche ; les fautes de frappe sont permises");
  row("!offre 1", "la fiche de la première offre de la liste");
  row("/reponse !offre", "répond à la dernière annonce du salon : sa fiche");
  row("/salon 2", "passe dans l’autre salon");
  row("/aide, /quitter", "redit ceci ; arrête tout (Ctrl-C aussi)");

  title(`Ouvrez ou fermez une offre : modifiez un fichier de ${shortPath(around.offers)}.`);
  if (around.damaged) {
    const file = `${shortPath(around.offers)}/${SEEDS.damaged}`;
    screen.say(
      "  Celle-ci est fermée et son texte est abîmé ; remplacez « open: false » par « open: true », et elle est annoncée, réparée. Avec « false » de nouveau, son annonce est barrée.",
    );
    // Not broken into rows: it is there to be copied.
    screen.print(`    sed -i.bak 's/^open: false/open: true/' ${file}`);
  }

  title("Dans un client Matrix ordinaire (Element…) :");
  row("serveur", around.url);
  row("Camille", credentials(PEOPLE.agent));
  row("Dominique", `${credentials(PEOPLE.administrator)} (administre)`);

  title("Pour qui exploite le bot :");
  row("configuration", shortPath(around.configuration));
  row("journal", shortPath(around.log));
  if (around.health !== null) row("santé", `http://${around.health}/readyz`);
  screen.print();
}

function credentials({ user, password }: { readonly user: string; readonly password: string }): string {
  return `identifiant ${user}, mot de passe ${password}`;
}
