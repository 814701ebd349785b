import { expect, test } from "vitest";
import { readInput } from "../../demo/live/input.ts";

test("what does not begin with a slash is said in the room, as it stands", () => {
  expect(readInput("!offres  devops ")).toEqual({ do: "say", text: "!offres  devops" });
  expect(readInput("//shrug")).toEqual({ do: "say", text: "/shrug" });
  expect(readInput("  ")).toEqual({ do: "nothing" });
});

test("the demo's own commands need neither accents nor small letters", () => {
  expect(readInput("/RÉPONSE !offre")).toEqual({ do: "reply", text: "!offre" });
  expect(readInput("/reponse")).toEqual({ do: "reply", text: "!offre" });
  expect(readInput("/salon 2")).toEqual({ do: "room", number: 2 });
  expect(readInput("/salon deux")).toEqual({ do: "room", number: null });
  expect(readInput("/aide")).toEqual({ do: "help" });
  expect(readInput("/quitter")).toEqual({ do: "quit" });
  expect(readInput("/join #ailleurs")).toEqual({ do: "unknown", word: "/join" });
});
