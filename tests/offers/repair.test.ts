import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { repair } from "../../src/offers/reading/repair.ts";

function repaired(bytes: Uint8Array): { text: string; names: string[]; lines: number[] } {
  const result = repair(bytes);
  if ("refused" in result) throw new Error(result.refused.message);
  return {
    text: result.text,
    names: result.notes.map((note) => note.repair),
    lines: result.notes.map((note) => note.warning.line),
  };
}

function refusal(bytes: Uint8Array): { line: number; message: string } {
  const result = repair(bytes);
  if (!("refused" in result)) throw new Error("it was read");
  expect(result.refused.severity).toBe("error");
  return result.refused;
}

describe("bytes of an offer", () => {
  it("that are sound are read as they are", () => {
    const text = "Développeur·se à l’État 😀\u00a0!\n";
    expect(repaired(Buffer.from(text))).toEqual({ text, names: [], lines: [] });
  });

  it("lose a byte order mark", () => {
    expect(repaired(Buffer.from("\ufeffé"))).toEqual({ text: "é", names: ["bom"], lines: [1] });
  });

  it("may be UTF-16 with its mark", () => {
    const little = Buffer.from("\ufeffà vous", "utf16le");
    const big = Buffer.from(little).swap16();
    for (const bytes of [little, big])
      expect(repaired(bytes)).toEqual({ text: "à vous", names: ["utf-16"], lines: [1] });
  });

  it("may end their lines in any way, even in several", () => {
    expect(repaired(Buffer.from("a\nb\r\nc\rd\n\r\n"))).toEqual({
      text: "a\nb\nc\nd\n\n",
      names: ["crlf"],
      lines: [2],
    });
  });

  it("may be Windows-1252", () => {
    const text = "Une équipe\nsoudée, à l’écoute – 3 000 €";
    const result = repaired(iconv.encode(text, "windows-1252"));
    expect(result).toEqual({ text, names: ["windows-1252"], lines: [1] });
  });

  it("may be Mac Roman", () => {
    const text = "Une équipe\nsoudée, à l’écoute, où l’on est sûr";
    expect(repaired(iconv.encode(text, "macintosh"))).toMatchObject({ text, names: ["mac-roman"] });
  });

  it("may be Windows-1252 in one place only", () => {
    const bytes = Buffer.concat([Buffer.from("sécurisée 😀\r"), Buffer.of(0xe9), Buffer.from("t\u00e9\n")]);
    expect(repaired(bytes)).toMatchObject({
      text: "sécurisée 😀\nété\n",
      names: ["windows-1252", "crlf"],
      lines: [2, 1],
    });
  });

  it("are refused where they break off within a character", () => {
    const whole = Buffer.from("a\nsécurité");
    expect(refusal(whole.subarray(0, -1))).toMatchObject({
      line: 2,
      message: expect.stringContaining("cut short"),
    });
  });

  it("are refused when they are no text", () => {
    expect(refusal(Buffer.from("---\nopen: true\n\0\n"))).toMatchObject({ line: 3 });
    expect(refusal(Buffer.of(0xff, 0xfe, 0x00, 0xd8)).message).toContain("save it as plain text");
    expect(refusal(Buffer.of(0xff, 0xfe, 0, 0, 0x61, 0)).message).toContain("save it as plain text");
  });

  it("are the same text however often they are repaired", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const once = repair(bytes);
        if ("refused" in once || once.text.startsWith("\ufeff")) return;
        expect(repair(Buffer.from(once.text))).toMatchObject({ text: once.text, notes: [] });
      }),
      { numRuns: 1000 },
    );
  });
});
