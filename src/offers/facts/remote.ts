/**
 * Remote work. `full`: the norm, or all of it but a few days a month; `partial`: possible, welcome, some days, or at
 * least one day on site a week; `none`: said to be excluded. Sentences that ask for a skill (« à l'aise à distance »)
 * or tell of a tool used from afar say nothing.
 */

import { anyOf, oneOf } from "../../text/patterns.ts";
import type { Remote } from "../offer.ts";
import { readable, type Sentence } from "./sentences.ts";

const ABOUT_REMOTE =
  /tele-? ?trava|\ba distance\b|\bremote\b|\bdistanciel\b|\bchez (?:toi|vous)\b|\bpresentiel\b|\bsur site\b|\bhybride\b/;

const NOT_ABOUT_THE_POST = anyOf`
  \b(?:capacite|capable|habitude|aisance|aptitude|competences?|experience)s?\b.{0,80}(?:a distance|remote|teletravail)
  \ba l'aise\b.{0,80}(?:a distance|remote|teletravail)
  \bsa(?:is|vez) travailler\b
  fait l'experience
  \b(?:travail|equipe) .{0,40}a distance vous est evident
  ne te fait pas peur
  \bautonome\b.{0,60}(?:a distance|remote|teletravail)
  reunions? d'equipe.{0,40}a distance et en presentiel
  \bacced\w+ a distance
  \boutils?\b.{0,60}\ba distance
  bureau a distance
  \btests? utilisateurs? a distance
  conditions de travail de l'equipe
  entretien
  \bconseillers?\b
  \bevenements?\b
  (?:formations?|ateliers?|rendez-vous|animation|rassemblements?)[^.]{0,40}(?:a distance|en presentiel|en ligne)
  \b(?:developpeur|designer|coach)\w*,? [^.]{0,60}\ben (?:remote|distanciel)
`;

const NONE = anyOf`
  \b(?:pas|aucun|sans)\b (?:de )?(?:possibilite de )?tele-? ?travail
  tele-? ?travail (?:n'est )?(?:pas|im)[ -]?(?:possible|prevu|envisage)
  100 ?% (?:en )?presentiel
  (?:exclusivement|uniquement|entierement) (?:en presentiel|sur site)
  tele-? ?travail ?: ?non\b
  (?:incompatible|(?:pas|non) compatible)s? avec le (?:tele-? ?travail|travail a distance)
  \bpas de travail a distance
`;

const COUNT = String.raw`(?:\bun|[1-5]|deux|trois|quatre)(?: (?:a|ou) \d)?`;
const ON_SITE = "(?:presence|presentiel|sur (?:site|place|paris)|a paris|dans (?:le|les|nos)|au bureau)";
const THERE = String.raw`(?:en presentiel|sur (?:site|place)|dans (?:le|les|nos)|a (?!discuter|distance|partir)\w+)`;
/** A day on site every week makes it partial, whatever else is said. */
const WEEKLY_ON_SITE = anyOf`
  ${ON_SITE}[^.;]{0,60}${COUNT} ?(?:j|jours?|fois)? ?(?:par|/) ?sem
  ${COUNT} ?(?:j|jours?|fois) ?(?:par|/) ?semaines?,? ${THERE}
  \b[1-4] jours? (?:en|de) (?:presentiel|presence)[^.;]{0,30}\bsemaine
`;

/** « Localisation : 4 rue du Phare et en télétravail », « En télétravail et à Brest (2 fois par semaine) » : some of each. */
const BOTH = anyOf`
  (?:\bpresentiel|\bsur (?:site|place)|\blocalisation|\blieu|\bbureaux?|\blocaux)\b[^;]{1,80}\bet (?:en |le )?tele-? ?travail
  \ben (?:tele-? ?travail|remote),? et (?:a|au|aux|dans|sur)\b[^;()]{1,40}\(${COUNT} ?(?:j|jours?|fois) (?:par|/) ?sem
`;

const REMOTELY = String.raw`(?:tele-? ?trava\w{0,9}|remote|a distance|distanciel)`;
const FULL = anyOf`
  \btravail (?:est|s'|se )?(?: ?effectue| ?fait) a distance(?! le reste)
  tele-? ?travail (?:est )?(?:complet|total|integral|permanent|exclusif|exclusivement|par defaut)
  tele-? ?travail (?:est )?(?:a 100|(?:a )?temps complet)
  \btele-? ?travail ?:? ?\(?100 ?%
  \b100 ?% (?:en |du temps en )?(?:tele-? ?travail|remote|a distance|distanciel)
  \bfull[- ]?remote\b
  \bremote[- ](?:first|only)\b
  \bremote complet\b
  \btotal remote\b
  \bpartiel ou total\b
  \btotal ou partiel\b
  (?:partiellement|en partie) ou (?:total|entier)
  ${REMOTELY}.{0,12}\b(?:est|reste|sera)\b.{0,30}\b(?:la norme|le referentiel|de rigueur|le mode|la regle)
  ${REMOTELY}.{0,12}\b(?:est|reste|sera)\b.{0,30}\b(?:par defaut|privilegie)
  \b(?:essentielle|principale|integrale|entiere|totale|majoritaire|exclusive)ment\b.{0,12}${REMOTELY}
  \b(?:poste|mission|stage) (?:est )?(?:100 ?% )?en ["']?(?:tele-? ?travail|remote)\b["']?(?! (?:partiel|possible|ponctuel))
  \bposte (?:est )?(?:entierement |totalement |exclusivement )?a distance\b(?! (?:possible|partiel|ponctuel))
  \btele-? ?travail et/?(?:ou)?\b.{0,30}(?:possibilite|rejoindre|atelier|co-?working|locaux|bureaux)
  \btele-? ?travail avec (?:(?:au )?minimum |possibilite de |quelques )?(?:\d |une? )?(?:deplacement|reunion|regroupement|seminaire|rencontre)
  \b(?:organisation|emplacement|lieu|localisation|ou ?\?|contrat|semaine)\b.{0,40}\ben tele-? ?travail(?! possible)
  \b(?:lieu|localisation|emplacement|ou) ?[?:]? ?:? ?tele-? ?travail(?! (?:partiel|possible|bienvenu|encourage|ok|accepte))
  \btele-? ?travail a volonte
  \bequipe\b.{0,40}\b(?:dispersee|repartie|distribuee|eclatee)\b.{0,60}\btravaille a distance
`;

/** « en remote (possibilité également de travailler dans nos bureaux) » : the site is the option. */
const SITE_OPTIONAL = new RegExp(
  `${REMOTELY} ?[,(:-]? ?(?:avec )?(?:la )?possibilite (?:egalement |aussi )?de (?:travailler|venir|se rendre|rejoindre)\\b(?! (?:en|a) (?:tele|distance|remote))`,
);

/** Words that grant it without making it the rule. */
const WELCOME = oneOf(`
  possib\\w* bienvenue?s? partiel\\w* envisag\\w* ponctuel\\w* occasionnel\\w* accepte encourage \\bok\\b flexible souhait\\w*
  autoris\\w* favoris\\w* apprecie friendly negociable souvent parfois semaine
`);
const PARTIAL = anyOf`
  (?:a distance|en tele-? ?travail|en remote) le reste du temps
  le reste du temps,? (?:a distance|en tele-? ?travail)
  ${REMOTELY}\b.{0,60}${WELCOME}
  ${WELCOME}\b.{0,60}${REMOTELY}
  \b(?:droit de|ou)\b.{0,60}${REMOTELY}
  ${REMOTELY}\b.{0,30}\bpresence (?:\w{2,8} )?(?:reguliere|frequente|soutenue|importante)
  (?:tele-? ?travail|remote).{0,40}\b[1-4] ?(?:a|ou|-)? ?[1-4]? ?(?:j|jours?)\b
  \b[1-4] (?:jours?|j) (?:de|en) (?:tele-? ?travail|remote)
  \bchez (?:toi|vous)\b
  \bremote[ -]friendly\b
  \b(?:travail|poste|rythme|organisation|presence) (?:en )?(?:mode )?hybride\b
`;

/** A line that is about nothing but remote work: « Télétravail », « - Travail à distance. », « En télétravail : … » */
const BARE =
  /^en (?:tele-? ?travail|remote) ?:|^(?:en |mission en |poste en )?["']?(?:tele-? ?travail|travail a distance|remote)["']?(?= ?(?:$|[.,/;(+]|et\b|avec\b|a \d|- ))/;

type Reading = { readonly level: Remote; readonly weight: number; readonly note: string };

/** The strongest statement wins; between equals the first. A refusal may be for a while: what is granted outweighs it. */
export function readRemote(
  title: Sentence | null,
  sentences: readonly Sentence[],
): { remote: Remote | null; note: string | null } {
  let best: Reading | null = null;
  for (const sentence of title ? [title, ...sentences] : sentences) {
    const reading = readSentence(sentence);
    if (reading && (!best || reading.weight > best.weight)) best = reading;
  }
  return { remote: best?.level ?? null, note: best?.note ?? null };
}

function readSentence(sentence: Sentence): Reading | null {
  const { folded } = sentence;
  if (!ABOUT_REMOTE.test(folded) || (sentence.isHeading && folded.length < 30 && !/: ?\w/.test(folded)))
    return null;
  const siteOptional = SITE_OPTIONAL.test(folded);
  if (
    NOT_ABOUT_THE_POST.test(folded) &&
    !siteOptional &&
    !/\btele-? ?travail (?:est|partiel|possible|complet|total|bienvenu|accepte)/.test(folded)
  )
    return null;
  const note = noteOf(sentence);
  if (NONE.test(folded)) return { level: "none", weight: 1.5, note };
  const mentions =
    /tele-? ?trava|\ba distance\b|\bremote\b|\bdistanciel\b|\bchez (?:toi|vous)\b|\bhybride\b/.test(folded);
  if (!mentions) return null;
  if (WEEKLY_ON_SITE.test(folded) || BOTH.test(folded)) return { level: "partial", weight: 4, note };
  const conditional = /tele-? ?travail obligatoire/.test(folded);
  if (!conditional && (siteOptional || FULL.test(folded))) {
    const hedged = /\b(?:possib|peut|peux|pouvez)\w*\b.{0,30}100 ?%|100 ?%.{0,40}\bpossib/.test(folded);
    return { level: "full", weight: hedged ? 2 : 3, note };
  }
  if (PARTIAL.test(folded)) return { level: "partial", weight: 2, note };
  if (BARE.test(folded)) return { level: "full", weight: 1, note };
  return null;
}

/** The clause, at most 160 characters, cut between words. */
function noteOf({ text }: Sentence): string {
  const words = readable(text).replace(/[\s;.]+$/, "");
  if (words.length <= 160) return words;
  const at = words.search(/t[ée]l[ée]|distance|remote|chez/i);
  const from = at > 80 ? words.lastIndexOf(" ", at - 40) + 1 : 0;
  const piece = words.slice(from, from + 160);
  const end = from + 160 < words.length ? piece.lastIndexOf(" ") : piece.length;
  return `${from > 0 ? "… " : ""}${piece.slice(0, end)}${end < words.length - from ? " …" : ""}`;
}
