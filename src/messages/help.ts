import type { CommandName } from "../commands/answer.ts";
import { cardCommand, singularOf } from "../commands/prefix.ts";
import type { Message } from "./content.ts";
import { code, type Fragment, lines, say } from "./fragment.ts";
import type { Wording } from "./wording.ts";

interface Topic {
  readonly usage: string;
  readonly help: Fragment;
}

/** All commands, or one of them. */
export function help(about: CommandName | null, wording: Wording): Message {
  const topics = topicsFor(wording);
  if (about !== null) {
    const { usage, help } = topics[about];
    return lines(code(usage), help);
  }
  return lines(
    say`Voici ce que je comprends :`,
    ...SHOWN.map((name) => say`${code(topics[name].usage)} : ${topics[name].help}`),
    say`Accents et majuscules sont facultatifs, les petites fautes de frappe pardonnées.`,
  );
}

/** `!aide`: other bots of the room answer it too, so one line is enough. */
export function helpLine({ prefix }: Wording): Message {
  return say`Offres d'emploi : tapez ${code(prefix)} pour la liste, ${code(`${prefix} aide`)} pour tout le reste.`;
}

const SHOWN: readonly CommandName[] = ["search", "more", "card", "closed", "help"];

function topicsFor({ prefix }: Wording): Readonly<Record<CommandName, Topic>> {
  const later = say`pas encore disponible ; les abonnements se règlent dans la configuration.`;
  return {
    search: {
      usage: `${prefix} devops lyon`,
      help: say`les offres qui correspondent à ces mots, ou à une phrase ; ${code(prefix)} seul les donne toutes. Pour préciser : ${code("startup:tchap")}, ${code("lieu:lyon")}, ${code("contrat:cdd")}, ${code("junior")}, ${code("télétravail")}, ${code("depuis:7j")}, ${code("-mot")} ; entre guillemets, tout est cherché.`,
    },
    more: { usage: `${prefix} suite`, help: say`la page suivante de votre dernière liste.` },
    card: {
      usage: cardCommand(prefix, 2),
      help: say`le détail de l'offre n° 2 de la liste ; ${code(cardCommand(prefix))} en réponse à une annonce donne le sien, et ${code(cardCommand(prefix, "2022-02-10-tchap-devops"))} marche aussi.`,
    },
    closed: { usage: `${prefix} fermées devops`, help: say`la même recherche parmi les offres fermées.` },
    help: {
      usage: `${prefix} aide`,
      help: say`cette aide ; ${code(`${prefix} aide ${singularOf(prefix) === null ? "carte" : "offre"}`)} pour une seule commande.`,
    },
    subscribe: { usage: `${prefix} abonner`, help: later },
    unsubscribe: { usage: `${prefix} désabonner`, help: later },
    subscriptions: { usage: `${prefix} abonnements`, help: later },
    catchUp: {
      usage: `${prefix} rattrapage`,
      help: say`pas encore disponible ; ${code(prefix)} donne les offres ouvertes.`,
    },
    status: { usage: `${prefix} état`, help: say`pas encore disponible.` },
  };
}
