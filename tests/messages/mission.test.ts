import { describe, expect, it } from "vitest";
import { missionBlocks } from "../../src/messages/mission.ts";

describe("the mission on a card", () => {
  it("is a list whose items have lost what joined them", () => {
    const items = ["tenir la lampe ;", "peindre la tour ; et", "veiller, ou", "dormir, surtout."];
    const shown = missionBlocks(
      items.map((text) => ({ text, bullet: true })),
      500,
    );
    expect(shown?.text).toBe("• Tenir la lampe\n• Peindre la tour\n• Veiller\n• Dormir, surtout.");
  });
});
