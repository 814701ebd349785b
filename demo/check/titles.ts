/** Titles and ids of the seeds, as rooms are told of them. */
export const DEVOPS = "Architecte Système / DevOps (H/F)";
export const SYSADMIN = "Administrat.eur.rice système avec des connaissances de développement";
export const DEVELOPERS = "8 développeurs/ses";
export const NOTIFICATIONS = "Développeuse Principale - Développeur Principal";
export const NOTIFICATIONS_EDITED = "Développeuse Principale ou Développeur Principal";
export const DAMAGED = "2 Dev Senior Tchap Web et Tchap ID / NodeJS ou Django (H/F)";
export const RENAMED = "2021-06-15-tchap-adminsys-nouveau-nom";

/** The first line of the announcement of a new offer. */
export function newOffer(title: string): string {
  return `📢 Nouvelle offre\u00a0: ${title}`;
}
