import type { Written } from "./chat.ts";

/** The offers of an invented agency, the newest first: ten that are open, two that are closed. */
export const AGENCY: readonly Written[] = [
  offer(
    "2026-11-20-phare-devops",
    "Ingénieure ou ingénieur DevOps",
    "phare",
    "CDD de 3 ans, à Lyon. Télétravail : 2 jours par semaine.",
    "Tenir Kubernetes debout.",
  ),
  offer(
    "2026-11-18-boussole-python",
    "Développeuse ou développeur Python",
    "boussole",
    "CDI à Paris.",
    "Écrire une API en Django.",
  ),
  offer(
    "2026-11-15-boussole-php",
    "Développeuse ou développeur PHP",
    "boussole",
    "CDD de 2 ans, à Paris.",
    "Reprendre un service en Symfony.",
  ),
  offer(
    "2026-11-10-ancre-design",
    "Designer UX",
    "ancre",
    "CDI à Rennes. Télétravail complet.",
    "Mener des entretiens, dessiner des écrans.",
  ),
  offer(
    "2026-11-05-ancre-produit",
    "Cheffe ou chef de produit",
    "ancre",
    "CDD de 3 ans, à Paris.",
    "Choisir ce qui compte.",
  ),
  offer(
    "2026-10-28-phare-juridique",
    "Juriste en protection des données",
    "phare",
    "CDI à Lille.",
    "Relire les conventions.",
  ),
  offer(
    "2026-10-20-voile-stage",
    "Stage : développement web",
    "voile",
    "Stage de 6 mois, à Brest. Ouvert aux juniors.",
    "Apprendre à coder pour le public.",
  ),
  offer(
    "2026-10-12-voile-comm",
    "Chargée ou chargé de communication",
    "voile",
    "CDD d'un an, à Nantes.",
    "Raconter ce que nous faisons.",
  ),
  offer("2026-09-30-phare-compta", "Comptable", "phare", "CDI à Lyon.", "Tenir les comptes."),
  offer(
    "2020-11-05-ancre-coach",
    "Coach agile",
    "ancre",
    "CDD de 3 ans, à Paris.",
    "Accompagner les équipes.",
  ),
  {
    ...offer("2026-08-01-phare-archives", "Archiviste", "phare", "CDI à Lyon.", "Garder la mémoire."),
    closed: true,
  },
  {
    ...offer("2026-07-01-voile-accueil", "Agente ou agent d'accueil", "voile", "CDD à Brest.", "Accueillir."),
    closed: true,
  },
];

function offer(id: string, title: string, startup: string, terms: string, mission: string): Written {
  const text = `---\nroles: "${title}"\nstartup: ${startup}\nopen: true\n---\n\n## Vos missions\n\n${mission}\n\n## Conditions\n\n${terms}\n\n## Postuler\n\nÉcrivez à emploi@agence.example.\n`;
  return { id, text };
}
