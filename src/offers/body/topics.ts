import { anyOf } from "../../text/patterns.ts";
import type { Topic } from "../offer.ts";

/**
 * The first pattern that matches a heading (folded by `foldInPlace`) at the beginning of a word names its topic:
 * « Système d'information » is no « formation », and « Autorité de contrôle » no « rôle ».
 */
const TOPICS: readonly (readonly [RegExp, Topic])[] = [
  [
    /profil \w{2,5} interess|(?:atouts|qualites|profil|competences) (?:du|de la|des) (?:future? )?candidat/,
    "profile",
  ],
  [/postul|candidat(?!s)|contact|envoyer|ecri(?:s|vez)|interess/, "apply"],
  [/techni|stack|techno|outils|environnement tech|notre code|bonnes pratiques/, "technique"],
  [
    anyOf`
      (?<!selon )(?<!selon (?:le|ton|votre) )profil
      competence
      attentes
      attendons
      savoir
      expertise
      atouts
      formation
      experience(?! (?:des? )?(?:utilisat|usager|client|produit|citoyen))
      qualites
      recherchons
      que recherch
      (?:ce poste|cette mission|cette offre|il|elle) est faite? pour (?:vous|toi)
      (?:recrue|personne) ideale
      personnes? recherch
      a propos de (?:vous|toi)
      vous etes(?! en mesure| en charge| amene| charge)
      tu es(?! en mesure| en charge| amene| charge)
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

/** « Le Phare recherche une designer », « Tu veux mettre tes compétences au service de tous ? » lead, and are no section of a profile. */
const SEEKS =
  /^\W{0,6}(?:tu es|vous etes)\b[^?]{0,80}\? ?$|^\W{0,6}(?:tu|vous) (?:veux|voulez|as envie|avez envie|souhaite)|^\W{0,6}(?:veux-tu|voulez-vous|envie de)|\b(?:re)?(?:cherche|crute)(?:nt)? (?:une?|des|son|sa|ses|deux|\d)\b/;

const AT_WORDS = TOPICS.map(([pattern, topic]) => [new RegExp(`\\b(?:${pattern.source})`), topic] as const);

export function topicOf(heading: string): Topic {
  if (SEEKS.test(heading)) return "other";
  for (const [pattern, topic] of AT_WORDS) if (pattern.test(heading)) return topic;
  return "other";
}
