import type { Said } from "./said.ts";

/** Where one applies, among the other addresses of an offer. */
export const applying: readonly Said[] = [
  [
    "Pour en savoir plus, écrivez à lea@exemple.org. Les candidatures se font sur https://exemple.org/p/8",
    { applyEmails: [], applyUrls: ["https://exemple.org/p/8"] },
  ],
  [
    "Candidatez depuis la page dédiée : exemple.org/venir/12",
    { applyUrls: ["https://exemple.org/venir/12"] },
  ],
  [
    "Candidature uniquement par le portail : https://mobilite.exemple.org/7",
    { applyUrls: ["https://mobilite.exemple.org/7"] },
  ],
  [
    "Le formulaire pour candidater se remplit [en ligne](https://exemple.org/c/9).",
    { applyUrls: ["https://exemple.org/c/9"] },
  ],
  ["Déposez votre CV [sur la page](https://exemple.org/d).", { applyUrls: ["https://exemple.org/d"] }],
  [
    "Découvrez le poste sur https://exemple.org/poste et postulez à rh@exemple.org",
    { applyEmails: ["rh@exemple.org"], applyUrls: [] },
  ],
  ["Questions à lea@exemple.org, candidatures à rh@exemple.org", { applyEmails: ["rh@exemple.org"] }],
  [
    "Mme Petit, lea@exemple.org, répond à vos questions ; dossier à rh@exemple.org",
    { applyEmails: ["rh@exemple.org"] },
  ],
  [
    "Pour échanger sur le poste : lea@exemple.org. Pour candidater : rh@exemple.org",
    { applyEmails: ["rh@exemple.org"] },
  ],
  ["Intéressée ? Contactez bonjour@exemple.org pour en discuter.", { applyEmails: ["bonjour@exemple.org"] }],
  ["Pour signaler une panne de la lampe, écrivez à panne@exemple.org.", { applyEmails: [] }],
  ["Pour vous désabonner, écrivez à stop@exemple.org.", { applyEmails: [] }],
  ["Pour candidater : exemple.org/lampe/7", { applyUrls: ["https://exemple.org/lampe/7"] }],
  ["Postulez ! Code source : https://git.exemple.org/lampe", { applyUrls: [] }],
  ["Manifestez-vous auprès de lea@exemple.org.", { applyEmails: ["lea@exemple.org"] }],
  ["Candidatures : phare @ exemple.org", { applyEmails: ["phare@exemple.org"] }],
  ["On se retrouve @ exemple.org, envoyez votre CV à rh@exemple.org", { applyEmails: ["rh@exemple.org"] }],
  ["La liste des applications agréées est ici : https://exemple.org/liste", { applyUrls: [] }],
  ["Postulez sur [Talents](https://exemple.org/t/4).", { applyUrls: ["https://exemple.org/t/4"] }],
  [
    "Pour candidater, lisez [la charte](https://exemple.org/c), puis écrivez à rh@exemple.org",
    { applyEmails: ["rh@exemple.org"], applyUrls: [] },
  ],
  ["Postulez en [cliquant ici](https://exemple.org/x/9).", { applyUrls: ["https://exemple.org/x/9"] }],
  ["On recrute : https://exemple.org/r/8 pour postuler.", { applyUrls: ["https://exemple.org/r/8"] }],
  ["CV : phare(a)exemple.org", { applyEmails: ["phare@exemple.org"] }],
  ["Candidature à : phare arobase exemple point org", { applyEmails: ["phare@exemple.org"] }],
  ["Candidature à : marie.a (at) exemple.org", { applyEmails: ["marie.a@exemple.org"] }],
];
