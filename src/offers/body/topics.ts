import { anyOf } from "../../text/patterns.ts";
import type { Topic } from "../offer.ts";

/** The first pattern that matches a heading (folded by `foldInPlace`) names its topic. */
const TOPICS: readonly (readonly [RegExp, Topic])[] = [
  [/profil \w{2,5} interess/, "profile"],
  [/postul|candidat(?!s)|contact|envoyer|ecri(?:s|vez)|interess/, "apply"],
  [/techni|stack|techno|outils|environnement tech|notre code|bonnes pratiques/, "technique"],
  [
    anyOf`
      profil
      competence
      attentes
      attendons
      savoir
      expertise
      atouts
      formation
      experience
      qualit
      recherch
      a propos de (?:vous|toi)
      vous etes
      tu es
    `,
    "profile",
  ],
  [
    anyOf`
      modalite
      mode de travail
      condition
      contrat
      statut
      remuneration
      salaire
      lieu
      localisation
      duree
      environnement de travail
      environnement du poste
      pratiques
      date
      perspective
      deplacement
      distance
      teletravail
      poste
      organisation
      rythme
      proposons
      offrons
      comment \?
      ou \?
      quand
    `,
    "terms",
  ],
  [
    anyOf`
      equipe
      qui sommes
      qui est
      a propos
      contexte
      produit
      solution
      communaute
      histoire
      incubateur
      beta\.gouv
      startup
      programme
      objectifs? (?:du|de la|de l'|de ce|de cette) ?(?:service|produit|projet|plateforme)
    `,
    "team",
  ],
  [/mission|role|responsabilit|activit|objectif|ferez|feras|defi/, "mission"],
];

export function topicOf(heading: string): Topic {
  for (const [pattern, topic] of TOPICS) if (pattern.test(heading)) return topic;
  return "other";
}
