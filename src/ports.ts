/** What the flows ask of the world, and the edges make real. */
export type * from "./ports/clock.ts";
export type * from "./ports/conversation.ts";
export type * from "./ports/delivery.ts";
export * from "./ports/homeserver.ts";
export type * from "./ports/release.ts";
export type * from "./ports/source.ts";
export type * from "./ports/store.ts";
