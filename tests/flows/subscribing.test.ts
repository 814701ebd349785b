import { beforeEach, describe, expect, test } from "vitest";
import { mergeWaiting } from "../../src/flows/deliver/mergeWaiting.ts";
import type { Catalogue } from "../../src/flows/scan/catalogue.ts";
import type { KnownOffer } from "../../src/offers/catalogue.ts";
import type { OfferKey } from "../../src/offers/offer.ts";
import { AGENCY } from "../commands/agency.ts";
import { filtersOver } from "../commands/catalogue.ts";
import { catalogueOf } from "../commands/chat.ts";
import { AGENT, BOT, EXTERNAL, MODERATOR, RoomChat, textOf } from "../commands/roomChat.ts";
import { ourFilters } from "../support/words.ts";

let offers: Catalogue;
let chat: RoomChat;
beforeEach(async () => {
  offers = await catalogueOf(AGENCY);
  chat = await RoomChat.open(offers);
});

const shown = async (): Promise<string[]> =>
  (await chat.subscriptions()).map(({ number, shown, schedule }) => `${number}. ${shown} | ${schedule}`);

function known(id: string): KnownOffer {
  const found = offers.known.rows.get(offers.byId(id)?.key ?? (0 as OfferKey));
  if (found === undefined) throw new Error(`There is no offer ${id}.`);
  return found;
}

/** An offer that was not there before. */
function newcomer(title: string): KnownOffer {
  const model = known("2026-11-20-phare-devops");
  const id = `2026-11-28-${title.toLowerCase().replaceAll(/\W/g, "-")}` as KnownOffer["id"];
  return { ...model, key: 99 as OfferKey, id, offer: { ...model.offer, id, title } };
}

/** What is about to be announced in the room. */
const announced = (): Promise<string[]> =>
  chat.store
    .read((tx) => tx.outbox.waiting(chat.place))
    .then((rows) => Promise.all(rows.map(async (row) => (await chat.rendered(row)).split("\n")[0] ?? "")));

describe("a room that is subscribed by command", () => {
  test("hears from then on of what is new, and not of what was there", async () => {
    const { text, event } = await chat.ask("!offres abonner devops");
    expect(text).toMatch(/^C’est noté : ce salon est abonné à chaque nouvelle offre « devops »/);
    expect(text).toContain("1 offre ouverte y répond aujourd’hui et ne sera pas annoncée ; la voici :");
    expect(await chat.subscriptions()).toMatchObject([
      {
        number: 1,
        shown: "devops",
        schedule: "immediate",
        origin: "command",
        author: MODERATOR,
        cause: event,
      },
    ]);
    await chat.change("edited", known("2026-11-20-phare-devops"));
    expect(await announced()).toEqual([]);
    await chat.change("published", newcomer("DevOps à Nantes"));
    await chat.change("published", { ...newcomer("Fleuriste"), key: 98 as OfferKey });
    expect(await announced()).toEqual(["📢 Nouvelle offre : DevOps à Nantes"]);
  });

  test("is subscribed once, however often and in whatever words that is asked", async () => {
    await chat.say("!offres abonner devops lieu:lyon");
    for (const again of ["devops lieu:lyon", "lieu:lyon DEVOPS, immédiat", "à devops à Lyon"])
      expect(await chat.say(`!offres abonner ${again}`)).toMatch(/^Ce salon est déjà abonné/);
    expect(await shown()).toEqual(["1. devops lieu:lyon | immediate"]);
  });

  test("hears when the next digest comes after what is quiet, and that it is paused", async () => {
    await chat.say("!offres calme 8h-10h");
    expect(await chat.say("!offres abonner devops chaque jour à 9h")).toContain(
      "le prochain viendra demain à 10 h.",
    );
    await chat.say("!offres pause 3 jours");
    expect(await chat.say("!offres abonner juriste")).toContain(
      "dès qu’elle paraît.\nCe salon est en pause jusqu’au mardi 1er décembre 2026 à 10 h.\n",
    );
  });

  test("loses nothing that its digest is to tell, when it subscribes to more meanwhile", async () => {
    await chat.say("!offres abonner devops chaque jour à 9h");
    const opened = known("2026-11-20-phare-devops");
    const again = { ...opened, opening: opened.opening + 1 };
    await chat.change("reopened", again);
    const heard = () => chat.store.read((tx) => tx.told.ofOffer(again.key, again.opening));
    const { text, event } = await chat.ask("!offres abonner devops");
    expect(text).toContain(
      "1 offre ouverte y répond aujourd’hui : elle attend déjà d’être annoncée ici ; la voici :",
    );
    expect([...(await heard())]).toEqual([]);
    expect(await chat.say("!offres abonner devops")).toContain(
      "1 offre ouverte y répond aujourd’hui ; la voici :",
    );
    await chat.ask("!offres abonner", MODERATOR, { replaces: event });
    expect([...(await heard())]).toEqual([]);
  });

  test("tells another rhythm of the same offers, and names the first", async () => {
    await chat.say("!offres abonner devops");
    expect(await chat.say("!offres abonner devops chaque jour à 9h")).toContain(
      "le prochain viendra demain à 9 h.",
    );
    expect(await chat.say("!offres abonner devops le lundi à 8h30")).toContain("!offres désabonner 1 si");
    expect(await shown()).toEqual([
      "1. devops | immediate",
      "2. devops | daily 9:00",
      "3. devops | weekly monday 8:30",
    ]);
  });

  test("that hears of every offer already is told that a part of them adds nothing", async () => {
    await chat.say("!offres abonner");
    expect(await chat.say("!offres abonner devops")).toContain(
      "L’abonnement n° 1 annonce déjà toutes les offres : tant qu’il dure, celui-ci n’y ajoute rien",
    );
    expect(await shown()).toHaveLength(2);
  });

  test("hears of every offer where nothing was named, and says so", async () => {
    for (const all of ["!offres abonner", "!offres abonner tout", "!offres abonner à toutes les offres"])
      expect(await chat.say(all)).toMatch(/abonné à toutes les nouvelles offres/);
    expect(await shown()).toEqual(["1.  | immediate"]);
  });

  test.each([
    ["lieu:lyonn", /^Je ne connais pas ce lieu : « lyonn ». Vouliez-vous dire !offres abonner lieu:Lyon \?$/],
    ["contrat:xyz", /^Je ne connais pas ce contrat : « xyz »/],
    ["bonjour", /^Je ne vois pas quoi suivre dans « bonjour »/],
    ["depuis:7j", /^Une date de parution n’a pas de sens ici/],
    ["junior -junior", /^« junior » est demandé et écarté/],
    ["devops à 27h", /^Je ne comprends pas ce rythme : « à 27h »/],
    [
      "devops le mardredi à 9h",
      /^Je ne comprends pas ce rythme : « le mardredi à 9h »\. Vouliez-vous dire !offres abonner devops le mardi à 9h ou !offres abonner devops le mercredi à 9h \?$/,
    ],
    ['""', /^Je ne vois pas quoi suivre\. Par exemple : !offres abonner devops/],
    ["devops chaque mois", /^Je ne comprends pas ce rythme : « chaque mois »/],
    ["devops 0 9 1 * *", /^Cinq champs cron, c’est pour les personnes qui m’administrent/],
  ])("is not subscribed to %s, and is told why", async (text, why) => {
    expect(await chat.say(`!offres abonner ${text}`)).toMatch(why);
    expect(await shown()).toEqual([]);
  });

  test("may wait for what nobody ever said, with a warning", async () => {
    expect(await chat.say("!offres abonner kubernets")).toContain(
      "Aucune offre, même fermée, ne répond à « kubernets ». Vouliez-vous dire !offres abonner kubernetes ?",
    );
    expect(await chat.say("!offres abonner startup:fare python")).toContain(
      "ne répond à « startup:fare ». Vouliez-vous dire !offres abonner startup:phare ?",
    );
    expect(await chat.say("!offres abonner archiviste")).not.toContain("même fermée");
    expect(await shown()).toHaveLength(3);
  });

  test("has fifty subscriptions at most", async () => {
    for (let count = 0; count < 50; count += 1) await chat.say(`!offres abonner python métier${count}`);
    expect(await chat.say("!offres abonner juriste")).toMatch(/^Ce salon a déjà 50 abonnements/);
    // Whose number nobody sees, nobody can end.
    expect(await chat.say("!offres abonnements")).toContain("\n50. « python métier49 »");
    expect(await chat.say("!offres abonner python métier7")).toMatch(/^Ce salon est déjà abonné/);
  });
});

describe("the end of a subscription", () => {
  test("is asked for by number, by filter, or for all; typed twice it takes out one", async () => {
    for (const filter of ["devops", "python", "juriste"]) await chat.say(`!offres abonner ${filter}`);
    expect(await chat.say("!offres désabonner")).toMatch(/^Lequel \? !offres désabonner 1/);
    expect(await chat.say("!offres désabonner 2")).toMatch(/l’abonnement n° 2, « python »/);
    expect(await chat.say("!offres désabonner 2")).toMatch(
      /^Il n’y a pas d’abonnement n° 2 ici ; il y a n° 1, n° 3/,
    );
    expect(await chat.say("!offres désabonner devops")).toMatch(/l’abonnement n° 1, « devops »/);
    expect(await chat.say("!offres désabonner chorale")).toMatch(
      /^Aucun abonnement de ce salon n’est « chorale »/,
    );
    expect(await shown()).toEqual(["3. juriste | immediate"]);
    await chat.say("!offres abonner design");
    expect(await shown()).toEqual(["3. juriste | immediate", "4. design | immediate"]);
    expect(await chat.say("!offres désabonner tout")).toContain("Je n’annonce plus rien ici.");
    expect(await chat.say("!offres désabonner tout")).toMatch(/^Ce salon n’a aucun abonnement/);
  });

  test("takes back what waits, and leaves what another asks for", async () => {
    await chat.say("!offres abonner devops");
    await chat.say("!offres abonner lieu:nantes");
    await chat.change("published", newcomer("DevOps"));
    expect(await announced()).toHaveLength(1);
    await chat.say("!offres désabonner 1");
    expect(await announced()).toEqual([]);
  });

  test("is not for those of the configuration, which are marked", async () => {
    await chat.store.write((tx) =>
      tx.subscriptions.begin({
        ...{ place: chat.place, filter: "", schedule: "immediate", origin: "configuration" },
        ...{ author: null, notify: true, since: 1 },
      }),
    );
    await chat.say("!offres abonner devops");
    expect(await chat.say("!offres abonnements")).toMatch(
      /^2 abonnements dans ce salon\n1\. chaque nouvelle offre · dès qu’elle paraît · dans la configuration\n2\. « devops »/,
    );
    expect(await chat.say("!offres désabonner 1")).toMatch(/^L’abonnement n° 1 est dans la configuration/);
    await chat.say("!offres désabonner tout");
    expect(await shown()).toEqual(["1.  | immediate"]);
    expect(await chat.say("!offres désabonner")).toMatch(/^L’abonnement n° 1 est dans la configuration/);
    expect(await chat.say("!offres abonner")).toMatch(/^Ce salon est déjà abonné, par la configuration,/);
  });
});

describe("a correction", () => {
  test("of a subscription leaves one, in the last words, and one line to the room", async () => {
    const { event } = await chat.ask("!offres abonner devop");
    expect(await chat.audit(event)).toMatch(/^camille.martin-culture.gouv.fr a abonné .*« devop »/);
    await chat.ask("!offres abonner juriste", MODERATOR, { replaces: event });
    expect(await shown()).toEqual(["2. juriste | immediate"]);
    const { text } = await chat.ask("!offres abonner comptable", MODERATOR, { replaces: event });
    expect(text).toContain("« comptable »");
    expect(await shown()).toEqual(["3. comptable | immediate"]);
    expect(await chat.audit(event)).toMatch(/« comptable »/);
    expect(await chat.store.read((tx) => tx.audit.ofPlace(chat.place, 9))).toMatchObject([
      { deed: "subscribed", cause: event, person: MODERATOR, subscription: { shown: "comptable" } },
    ]);
  });

  test("into what changes nothing takes back what was done, and corrects the line that was said", async () => {
    const { event } = await chat.ask("!offres abonner");
    const line = await chat.row(`audit:${event}`);
    await chat.send(line, "$ligne");
    await chat.ask("!offres devops", MODERATOR, { replaces: event });
    expect(await shown()).toEqual([]);
    expect(await chat.edited(`audit:${event}`)).toMatch(/a retiré sa demande/);
  });

  test("into no command at all takes back what was done, with its answer", async () => {
    const { event } = await chat.ask("!offres abonner devops");
    await chat.send(await chat.row(`audit:${event}`), "$ligne");
    await chat.send(await chat.row(`reply:${event}:0`), "$reponse");
    await chat.ask("", MODERATOR, { replaces: event });
    expect(await shown()).toEqual([]);
    expect(await chat.edited(`audit:${event}`)).toMatch(/a retiré sa demande/);
    expect(await chat.edited(`reply:${event}:0`)).toMatch(
      /ne me demande plus rien : ce qu’il avait réglé est annulé/,
    );
  });

  test("into no command of a mere question takes back its answer, sent or not", async () => {
    const { event } = await chat.ask("!offres devops");
    await chat.send(await chat.row(`reply:${event}:0`), "$reponse");
    await chat.ask("", MODERATOR, { replaces: event });
    expect(await chat.edited(`reply:${event}:0`)).toMatch(/ne me demande plus rien : j’ai retiré ma réponse/);
    const waiting = await chat.ask("!offres devops");
    await chat.ask("", MODERATOR, { replaces: waiting.event });
    expect(await chat.row(`reply:${waiting.event}:0`)).toMatchObject({ state: "dropped" });
  });

  test("of the end of a subscription gives it back under its number", async () => {
    await chat.say("!offres abonner devops");
    await chat.say("!offres abonner juriste");
    const { event } = await chat.ask("!offres désabonner 1");
    expect(await shown()).toEqual(["2. juriste | immediate"]);
    await chat.ask("!offres désabonner 2", MODERATOR, { replaces: event });
    expect(await shown()).toEqual(["1. devops | immediate"]);
    await chat.change("edited", known("2026-11-20-phare-devops"));
    expect(await announced()).toEqual([]);
  });

  test("of the end of a digest has it go on where it was: what waits for it comes", async () => {
    await chat.say("!offres abonner devops chaque jour à 9h");
    const [before] = await chat.subscriptions();
    chat.now += 60_000;
    const news = newcomer("DevOps à Nantes");
    await chat.change("published", { ...news, openedAt: chat.now });
    const { event } = await chat.ask("!offres désabonner 1");
    await chat.ask("!offres abonnements", MODERATOR, { replaces: event });
    const [after] = await chat.subscriptions();
    expect({ ...after, id: before?.id }).toEqual(before);
    const told = await chat.store.read((tx) => tx.told.ofOffer(news.key, 1));
    expect([...told]).toEqual([]);
  });

  test("of too wide a filter leaves nothing told that the room was not told: it may come into the filter yet", async () => {
    const { event } = await chat.ask("!offres abonner");
    await chat.ask("!offres abonner kubernetes", MODERATOR, { replaces: event });
    const python = known("2026-11-18-boussole-python");
    const { offer } = python;
    await chat.change("edited", { ...python, offer: { ...offer, title: "Développeur Kubernetes" } });
    expect(await announced()).toEqual(["📢 Nouvelle offre : Développeur Kubernetes"]);
  });

  test("by somebody else is a command of its own, and takes nothing back", async () => {
    const { event } = await chat.ask("!offres abonner devops");
    await chat.ask("!offres abonner juriste", AGENT, { replaces: event });
    expect(await shown()).toEqual(["1. devops | immediate"]);
  });
});

test("what was corrected while the bot was away is not done as it stood first", async () => {
  const away = { age: 120_000, sentAt: chat.now - 120_000 };
  const { event } = await chat.ask("!offres abonner devops", MODERATOR, away);
  await chat.ask("!offres abonner juriste", MODERATOR, { ...away, replaces: event });
  expect(await shown()).toEqual(["2. juriste | immediate"]);
  // Heard after the answer, it is too late.
  chat.now += 90_000;
  const late = await chat.ask("!offres abonner figma", MODERATOR, { age: 80_000, replaces: event });
  expect(late.text).toMatch(/^Votre correction m’est parvenue trop tard/);
  expect(await shown()).toEqual(["2. juriste | immediate"]);
});

describe("who changed what", () => {
  test("is said in the room beside the answer, and not where two are alone", async () => {
    const { event } = await chat.ask("!offres abonner devops");
    expect(await chat.row(`audit:${event}`)).toMatchObject({ class: "notice", notify: false });
    expect(await chat.audit(event)).toBe(
      "camille.martin-culture.gouv.fr a abonné ce salon à chaque nouvelle offre « devops », dès qu’elle paraît (le 28 novembre 2026 à 10 h).",
    );
    const direct = await RoomChat.open(offers, { members: [AGENT, BOT] });
    const alone = await direct.ask("!offres abonner devops", AGENT);
    expect(alone.text).toMatch(/^C’est noté/);
    expect(await direct.audit(alone.event)).toBeNull();
  });

  test("is said of a pause and of quiet hours too, and corrected", async () => {
    const { event } = await chat.ask("!offres pause 3h");
    expect(await chat.audit(event)).toMatch(
      /^camille.* a mis ce salon en pause jusqu’à 13 h \(le 28 novembre/,
    );
    await chat.ask("!offres pause 2h", MODERATOR, { replaces: event });
    expect(await chat.audit(event)).toMatch(/en pause jusqu’à 12 h/);
    await chat.ask("", MODERATOR, { replaces: event });
    expect(await chat.audit(event)).toMatch(/a retiré sa demande .* : ce que j’annonce ici est comme avant/);
    for (const [asked, line] of [
      ["!offres calme 20h-8h", /a donné à ce salon des heures calmes, de 20 h à 8 h/],
      ["!offres calme non", /a retiré les heures calmes de ce salon/],
      ["!offres calme", null],
      ["!offres reprendre", null],
    ] as const) {
      const said = await chat.audit((await chat.ask(asked)).event);
      if (line === null) expect(said).toBeNull();
      else expect(said).toMatch(line);
    }
  });

  test("fails with the answer: nothing is answered that was not done, and nothing done that was not answered", async () => {
    const { write } = chat.store;
    const broken = new Error("the disk is full");
    Object.assign(chat.store, {
      write: (work: (tx: object) => Promise<unknown>) =>
        write((tx) =>
          work({
            ...tx,
            audit: {
              ...tx.audit,
              add: async () => {
                throw broken;
              },
            },
          }),
        ),
    });
    await expect(chat.ask("!offres abonner devops")).rejects.toThrow(broken);
    Object.assign(chat.store, { write });
    expect(await shown()).toEqual([]);
    expect((await chat.ask("!offres abonner devops")).text).toMatch(/^C’est noté/);
    expect(await shown()).toEqual(["1. devops | immediate"]);
  });
});

describe("who may not", () => {
  test.each(["abonner devops", "désabonner 1", "essai"])(
    "%s is refused, with what is missing",
    async (typed) => {
      await chat.say("!offres abonner juriste");
      expect(await chat.say(`!offres ${typed}`, AGENT)).toBe(
        "Pour régler ce que j’annonce ici, il faut pouvoir retirer des membres de ce salon (modération), ce que vous ne pouvez pas. Peuvent le faire : camille.martin-culture.gouv.fr, et les personnes qui m’administrent.",
      );
      expect(await chat.say(`!offres ${typed}`, EXTERNAL)).toMatch(/^Une personne externe peut chercher/);
      expect(await shown()).toEqual(["1. juriste | immediate"]);
      expect(await chat.store.read((tx) => tx.outbox.waiting(chat.place))).toEqual([]);
    },
  );

  test.each(["abonnements", "rattrapage 1"])("%s is for everybody", async (typed) => {
    await chat.say("!offres abonner juriste");
    for (const person of [AGENT, EXTERNAL])
      expect(await chat.say(`!offres ${typed}`, person)).toMatch(/^(?:1 abonnement|Une offre ouverte)/);
  });
});

describe("what was there before", () => {
  test("is said again on demand, in one list that follows its offers, and tells nobody of nothing", async () => {
    await chat.say("!offres abonner startup:phare");
    const { text, event } = await chat.ask("!offres rattrapage 2", AGENT);
    expect(text).toBe(
      "Voici les 2 dernières des 3 offres ouvertes qui répondent aux abonnements de ce salon.",
    );
    const row = await chat.row(`copy:${event}`);
    if (row === null) throw new Error("no copy");
    expect(row).toMatchObject({ class: "announcement", notify: false });
    expect(await chat.rendered(row)).toMatch(/^📢 2 offres\n1\. Ingénieure.*\n.*\n2\. Juriste/);
    await chat.send(row, "$copie");
    const devops = known("2026-11-20-phare-devops");
    await chat.change("closed", { ...devops, status: "closed", stood: "closed", closedAt: chat.now });
    const edit = await chat.store.read((tx) => tx.outbox.waitingEdit(row.id));
    expect(edit && (await chat.rendered(edit))).toMatch(/1\. Fermée le 28 novembre 2026 : Ingénieure/);
    const again = await chat.ask("!offres rattrapage 2", AGENT);
    expect(await chat.row(`copy:${again.event}`)).not.toBeNull();
  });

  test("becomes no part of a list of what is new", async () => {
    await chat.say("!offres abonner startup:phare");
    const { event } = await chat.ask("!offres rattrapage 2");
    for (const [at, title] of ["DevOps", "Juriste", "Comptable"].entries())
      await chat.change("published", { ...newcomer(title), key: (90 + at) as OfferKey });
    const rows = await chat.store.write(async (tx) => {
      const waiting = await tx.outbox.waiting(chat.place);
      for (const row of waiting) await mergeWaiting(tx, row, 1, chat.now);
      return tx.outbox.waiting(chat.place);
    });
    expect(rows.map(({ key }) => key.startsWith(`copy:${event}`))).toEqual([true, false]);
    expect(await announced()).toEqual(["📢 2 offres", "📢 3 nouvelles offres"]);
  });

  test("is at most twenty offers, and says when there is none", async () => {
    await chat.say("!offres abonner archiviste");
    expect(await chat.say("!offres rattrapage 21")).toMatch(/^De 1 à 20 offres/);
    expect(await chat.say("!offres rattrapage 0")).toMatch(/^De 1 à 20 offres/);
    expect(await chat.say("!offres rattrapage")).toMatch(/^Aucune offre ouverte ne répond/);
  });
});

test("a test announcement comes as one would, marked, and is decided for nobody", async () => {
  await chat.say("!offres abonner comptable");
  const { event } = await chat.ask("!offres essai");
  const row = await chat.row(`trial:${event}`);
  expect(row).toMatchObject({ class: "notice", notify: true, content: { msgtype: "m.text" } });
  expect(textOf(row)).toMatch(/^🧪 Essai, pas une nouvelle offre\n📢 Offre : Comptable/);
  const key = known("2026-09-30-phare-compta").key;
  expect(await chat.store.read((tx) => tx.decisions.ofOffer(key, 1))).toEqual([]);
  await chat.say("!offres pause 3h");
  expect(await chat.say("!offres essai")).toMatch(
    /^Voici un essai\. Il arrive maintenant, mais une annonce attendrait jusqu’à 13 h : /,
  );
});

test("the open offers of a filter are those that it takes, judged one by one", () => {
  const reader = filtersOver(offers);
  const texts = [
    ...[
      "devops",
      "dev",
      "lieu:paris",
      "lieu:lyon",
      "cdi",
      "stage",
      "télétravail",
      "junior -php",
      "startup:phare",
    ],
    ...[
      "designer ou juriste",
      "-cdd",
      "design rennes",
      "« protection des données »",
      "développeur python|php",
    ],
  ];
  for (const text of texts) {
    const read = reader.read(text);
    if (!read.ok) throw new Error(text);
    const naive = offers
      .newest("open")
      .filter((key) => ourFilters.matches(read.filter, offers.byKey(key)?.offer ?? (null as never)));
    expect([text, reader.open(read.filter)]).toEqual([text, naive]);
  }
});
