import type { Listed } from "../../commands/context.ts";
import { namesOf } from "../../offers/facts/names.ts";
import type { Day, Offer, OfferKey } from "../../offers/offer.ts";
import { readOffer } from "../../offers/reading/parse.ts";

/** Invented offers for samples, read as the bot reads files, so that a sample shows what a room would see. */

/** The names in these offers, because a sample must not depend on files that operators edit. */
const NAMES = namesOf(
  ["Kubernetes", "OpenStack"].map((name) => ({ name, sure: [name], ambiguous: [] })),
  ["Paris", "Lyon", "Marseille", "Lille", "Toulouse"].map((name) => ({ name, others: [], ambiguous: false })),
);

/** An offer that states everything that a card can show. */
export const FULL = offer(
  "2026-09-14-messagerie-devops",
  `---
roles: Architecte système / DevOps (F/H)
startup: tchap
open: true
domaines: [Infrastructure, Sécurité]
externalURL: https://emploi.example/offres/2026-1042
---

## Contexte

La messagerie de l’État sert plus de 600 000 agents.

## Vos missions

Au sein de l’équipe, vous veillez à la disponibilité du service.

- Participer à la maintenance et à l’évolution des environnements de production sur un nuage OpenStack ;
- Réussir la migration vers Kubernetes, avec les 6 personnes de l’équipe de développement ;
- Tenir à jour la [documentation](https://docs.example/production) ;
- Améliorer l’automatisation, la surveillance et les sauvegardes.

## Conditions

- CDD de 3 ans, à temps plein, à Paris ou à Lyon
- Télétravail : 2 jours par semaine
- Rémunération : entre 45 000 et 60 000 € bruts par an selon l’expérience
- Prise de poste : dès que possible
- Date limite de candidature : 15 janvier 2027
- Poste ouvert aux juniors

## Postuler

Envoyez CV et lettre à candidatures@messagerie.example sous la référence 2026-1042.
`,
);

/** An offer that states little. */
export const BRIEF = offer(
  "2026-10-02-developpement-web",
  `---
roles: Développeuse ou développeur web
open: true
---

Rejoignez une petite équipe qui construit un service public numérique.
`,
);

/** An offer with a long title, long sentences and several places. */
export const LONG = offer(
  "2026-08-20-direction-de-projet",
  `---
roles: "Directrice ou directeur de projet : modernisation des démarches en ligne et accompagnement des administrations déconcentrées dans leur transformation numérique"
startup: demarches-simplifiees
open: true
---

## Missions

Piloter la modernisation des démarches en ligne, en lien avec plus de vingt administrations, leurs équipes de terrain et leurs prestataires, de la première idée au passage à l’échelle, sans oublier l’accessibilité, la sécurité et la qualité du service rendu aux personnes qui l’utilisent chaque jour partout dans le pays.

- CDI, ou mise à disposition
- Lieux : Paris, Lyon, Marseille, Lille ou Toulouse
- Télétravail complet possible
`,
);

/** An offer that tries to ping, to script and to break out. */
export const HOSTILE = offer(
  "2026-07-01-essai",
  `---
roles: "<script>alert(1)</script> @room **Essai** https://matrix.to/#/@agent:tchap.example"
startup: "<b>@agent:tchap.example</b>"
open: true
---

## Mission

Voir [ici](javascript:alert(1)) et @room.
`,
);

export function listed(of: Offer, key: number, closedOn: Day | null = null): Listed {
  const standing = closedOn === null ? "open" : "closed";
  return { key: key as OfferKey, id: of.id, offer: of, standing, closedOn, openedAt: null };
}

function offer(id: string, text: string): Offer {
  const { offer: read, problems } = readOffer(`${id}.md`, new TextEncoder().encode(text), NAMES);
  if (read === null) throw new Error(`The sample ${id} cannot be read: ${problems[0]?.message}`);
  return read;
}
