import { beforeAll, describe, expect, it, test } from "vitest";
import type { Catalogue } from "../../src/flows/scan/catalogue.ts";
import { catalogueOf } from "./chat.ts";
import { AGENT, EXTERNAL, MODERATOR, MORNING, RoomChat } from "./roomChat.ts";

let offers: Catalogue;
beforeAll(async () => {
  offers = await catalogueOf([
    { id: "devops", text: "---\nroles: DevOps\nopen: true\n---\n\nUne mission.\n" },
  ]);
});

const HOUR = 3_600_000;
const open = () => RoomChat.open(offers);
const quietOf = (chat: RoomChat) => chat.store.read((tx) => tx.quiet.get(chat.place));

describe("a pause", () => {
  it.each([
    ["!offres pause 2h", /^C’est noté : je n’annonce plus rien ici jusqu’à 12 h\. /],
    ["!offres pause", /rien ici jusqu’au samedi 5 décembre 2026 à 10 h\.[\s\S]*pour une autre durée$/],
    ["!offres pause jusqu'à demain 14h30", /rien ici jusqu’à demain à 14 h 30\./],
    ["!offres pause jusqu’au 15 janvier", /rien ici jusqu’au vendredi 15 janvier 2027 à 9 h\./],
    ["!offres mettre en pause 3 jours", /rien ici jusqu’au mardi 1er décembre 2026 à 10 h\./],
    ["!offres pause jusqu'à 27h", /^Je ne comprends pas jusqu’à quand : « jusqu['’]à 27h »\./],
    ["!offres pause un an", /^Aucune offre|pour « pause un an »/],
    ["!offres pause 6 mois", /^Une pause dure 92 jours au plus\./],
    ["!offres pause jusqu'au 1er mars 2026", /est passé\. Par exemple/],
    ["!offres pause déjeuner", /« pause déjeuner »/],
    ["!offres reprendre", /^Ce salon n’est pas en pause\.$/],
    ["!offres calme", /^Ce salon n’a pas d’heures calmes\. Pour en fixer : !offres calme 20h-8h\.$/],
    ["!offres calme 20h-8h", /^C’est noté : de 20 h à 8 h, je n’annonce rien ici/],
    ["!offres heures calmes de 22h30 à 7h", /^C’est noté : de 22 h 30 à 7 h,/],
    ["!offres calme 20h-27h", /^Je ne comprends pas ces heures : « 20h-27h »\./],
    ["!offres calme non", /^C’est noté : plus d’heures calmes ici, j’annonce à toute heure\.$/],
  ])("%j", async (typed, expected) => {
    expect(await (await open()).say(typed)).toMatch(expected);
  });

  test("is kept with who asked, and ends when somebody says so", async () => {
    const chat = await open();
    await chat.say("!offres pause 3 jours");
    const paused = { pausedFrom: MORNING, pausedUntil: MORNING + 72 * HOUR, person: MODERATOR, at: MORNING };
    expect(await quietOf(chat)).toMatchObject(paused);
    chat.now += HOUR;
    expect(await chat.say("!offres calme")).toMatch(/^Ce salon est en pause jusqu’au mardi 1er décembre/);
    // Another end of the same pause.
    await chat.say("!offres pause 2 jours");
    expect(await quietOf(chat)).toMatchObject({ pausedFrom: MORNING, pausedUntil: MORNING + 49 * HOUR });
    expect(await chat.say("!offres reprendre")).toMatch(/^C’est noté : je reprends mes annonces ici\./);
    expect(await quietOf(chat)).toMatchObject({ pausedFrom: MORNING, pausedUntil: MORNING + HOUR });
    expect(await chat.say("!offres reprendre")).toMatch(/n’est pas en pause/);
  });

  test("and quiet hours stand beside each other", async () => {
    const chat = await open();
    await chat.say("!offres calme 20h-8h");
    await chat.say("!offres pause 2h");
    expect(await quietOf(chat)).toMatchObject({ hours: "20:00-8:00", pausedUntil: MORNING + 2 * HOUR });
    expect(await chat.say("!offres calme non")).toMatch(/à toute heure dès la fin de la pause\.$/);
    expect(await quietOf(chat)).toMatchObject({ hours: "", pausedUntil: MORNING + 2 * HOUR });
  });

  test("of the configuration's hours, what the room says counts", async () => {
    const chat = await open();
    await chat.store.write((tx) => tx.quiet.setConfigured(new Map([[chat.place, "21:00-7:00"]])));
    expect(await chat.say("!offres calme")).toMatch(/^Heures calmes de ce salon : de 21 h à 7 h\./);
    await chat.say("!offres calme non");
    expect(await chat.say("!offres calme")).toMatch(/^Ce salon n’a pas d’heures calmes/);
    expect(await quietOf(chat)).toMatchObject({ configured: "21:00-7:00", hours: "" });
  });
});

describe("who may", () => {
  it.each(["!offres pause", "!offres reprendre", "!offres calme 20h-8h", "!offres calme non"])(
    "%s: who can remove members",
    async (typed) => {
      const chat = await open();
      expect(await chat.say(typed, AGENT)).toMatch(/il faut pouvoir retirer des membres de ce salon/);
      expect(await chat.say(typed, EXTERNAL)).toMatch(/^Une personne externe peut chercher et demander/);
      expect(await quietOf(chat)).toBeNull();
      expect(await chat.say(typed)).not.toMatch(/il faut pouvoir/);
    },
  );

  test("anybody asks how it stands", async () => {
    expect(await (await open()).say("!offres calme", AGENT)).toMatch(/^Ce salon n’a pas d’heures calmes/);
  });
});

test("an edit takes back what its message had done, and does what it says now", async () => {
  const chat = await open();
  await chat.say("!offres calme 20h-8h");
  const { event } = await chat.ask("!offres pause 3 jours");
  await chat.ask("!offres pause 2h", MODERATOR, { replaces: event });
  expect(await quietOf(chat)).toMatchObject({ hours: "20:00-8:00", pausedUntil: MORNING + 2 * HOUR });
  await chat.ask("!offres devops", MODERATOR, { replaces: event });
  expect(await quietOf(chat)).toMatchObject({ hours: "20:00-8:00", pausedUntil: null });
});

test("what waits goes as soon as the pause is over", async () => {
  const chat = await open();
  const row = await chat.store.write(async (tx) => {
    const id = await tx.outbox.add({
      ...{
        key: "announcement:1",
        place: chat.place,
        class: "announcement",
        notify: true,
        createdAt: MORNING,
      },
    });
    if (id === null) throw new Error("no row");
    await tx.outbox.putOff(id, MORNING + 72 * HOUR);
    return id;
  });
  await chat.say("!offres pause 3 jours");
  chat.now += HOUR;
  await chat.say("!offres reprendre");
  const [head] = await chat.store.read((tx) => tx.outbox.heads(chat.now, 9));
  expect(head?.row.class).toBe("reply");
  expect((await chat.store.read((tx) => tx.outbox.get(row)))?.notBefore).toBeLessThanOrEqual(chat.now);
});
