import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { unscramble } from "../../src/offers/reading/mojibake.ts";

const SENTENCE =
  "Équipe à l’écoute, où l’on s’entraîne : « cœur de métier » – 3 000 € par mois… ça, c’est sûr, Noël ou pas ·";

/** What happens when UTF-8 is read in another encoding and saved again. */
function misread(text: string, encoding: "macintosh" | "windows-1252" | "latin1"): string {
  const bytes = Buffer.from(text);
  if (encoding === "latin1") return bytes.toString("latin1");
  return [...bytes]
    .map((byte) => {
      const character = iconv.decode(Buffer.of(byte), encoding);
      if (character !== "\ufffd") return character;
      return byte === 0xf0 ? "\uf8ff" : String.fromCharCode(byte);
    })
    .join("");
}

describe("text misread and saved again", () => {
  it.each([
    ["macintosh", "mac-roman"],
    ["windows-1252", "windows-1252"],
    ["latin1", "windows-1252"],
  ] as const)("is put right when it was read as %s", (encoding, name) => {
    const text = `${SENTENCE}\nÀ bientôt ! 😀 ❤️\nun·e développeur·se\nde\u0301ja\u0300 vu`;
    const result = unscramble(misread(text, encoding));
    expect(result.text).toBe(text);
    expect([...result.repaired]).toEqual([[name, 1]]);
  });

  it("is put right when it was misread twice", () => {
    const text = "Développeuse sénior à l’État";
    expect(unscramble(misread(misread(text, "windows-1252"), "windows-1252")).text).toBe(text);
    expect(unscramble(misread(misread(text, "macintosh"), "macintosh")).text).toBe(text);
  });

  it("is put right where only a part of the text is damaged, and that part is named by its line", () => {
    const sound = "Poste à pourvoir : « Ã\u00a0» et « √† » restent\nŒuvrer ensemble";
    for (const encoding of ["macintosh", "windows-1252"] as const) {
      const result = unscramble(`${sound}\n${misread(SENTENCE, encoding)}\n${misread("À", encoding)}`);
      expect(result.text).toBe(`${sound}\n${SENTENCE}\nÀ`);
      expect([...result.repaired.values()]).toEqual([3]);
    }
  });

  it("is put right in a line that is sound otherwise", () => {
    expect(unscramble("L’équipe, trÃ¨s motivée").text).toBe("L’équipe, très motivée");
    expect(unscramble("L’équipe, tr√®s motivée").text).toBe("L’équipe, très motivée");
  });

  it("is put right when nothing but short words are damaged", () => {
    expect(unscramble("Poste Ã\u00a0 Paris ou Ã\u00a0 Lyon").text).toBe("Poste à Paris ou à Lyon");
    expect(unscramble("Poste √† Paris ou √† Lyon").text).toBe("Poste à Paris ou à Lyon");
  });
});

describe("sound text", () => {
  it.each([
    "« Ã\u00a0» est une lettre portugaise, comme dans SÃO PAULO et AÇÃO",
    "“Å”, “Ã” et « Â » à l’index",
    "un tableau : √2, √π, ≈ 3, ¬ p, 20 ‚Ä",
    "nos données sont pleines de « Ã© » et de « √© », à réparer",
    "«éducation», l’école, ‚Ängste‘, Œ’s, Â°",
    "Ø, ß, ñ, İstanbul, Ελλάδα, Київ, 東京, 👩‍💻, 🇫🇷, ½, ©, ®, ™",
    "naïf, haï, ambiguë, L’Haÿ-les-Roses, Cœur, Æthelred",
  ])("stays as it is: %s", (text) => {
    expect(unscramble(text)).toEqual({ text, repaired: new Map() });
  });

  it("stays as it is whatever French letters and signs follow each other", () => {
    const french = fc.constantFrom(
      ..."aeiouyAEIOUbcdlmnstàâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ«»‹›’‘“”„–—…·•°€§©&.,;:!?()'\"-0123456789 \n\u00a0\u202f",
    );
    fc.assert(
      fc.property(fc.string({ unit: french, maxLength: 300 }), (text) => {
        expect(unscramble(text).text).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});

describe("what is put right", () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom(..."aé√Ã©®†Ââ€™\u00a0‚ÄôƒÆ’ðŸ˜€\uf8ffüò \n"),
      fc.constantFrom(SENTENCE, misread(SENTENCE, "macintosh"), misread(SENTENCE, "windows-1252")),
    ),
    maxLength: 60,
  });

  it("is put right once and for all", () => {
    fc.assert(
      fc.property(text, (damaged) => {
        const once = unscramble(damaged).text;
        expect(unscramble(once).text).toBe(once);
      }),
      { numRuns: 500 },
    );
  });

  it("keeps its lines", () => {
    fc.assert(
      fc.property(text, (damaged) => {
        expect(unscramble(damaged).text.split("\n").length).toBe(damaged.split("\n").length);
      }),
    );
  });
});
