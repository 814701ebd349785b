/** What the flows ask of the world, and the edges make real. */
export type * from "../delivery/failure.ts";
export type * from "../delivery/row.ts";
export type * from "./clock.ts";
export type * from "./conversation.ts";
export type * from "./crypto.ts";
export type * from "./delivery.ts";
export type * from "./digests.ts";
export type * from "./follows.ts";
export * from "./homeserver.ts";
export type * from "./incidents.ts";
export * from "./mendable.ts";
export type * from "./offerSource.ts";
export type * from "./people.ts";
export type * from "./quiet.ts";
export type * from "./release.ts";
export type * from "./sealing.ts";
export type * from "./store.ts";
export type * from "./verification.ts";
