import { describe, expect, it } from "vitest";
import { fingerprintOf } from "../../src/offers/body/fingerprint.ts";
import { jaccard, shingles } from "../../src/offers/tracking/shingles.ts";
import { prose, SETTLE, touched, WatchedFolder } from "./watchedFolder.ts";

function watched(...ids: string[]): WatchedFolder {
  const folder = new WatchedFolder();
  for (const id of ids) folder.write(id);
  folder.look();
  return folder;
}

const many = (count: number) =>
  Array.from({ length: count }, (_, at) => `offre-${String(at).padStart(3, "0")}`);

describe("the bodies of these tests", () => {
  it("are similar, in between, or different as their names say", () => {
    const index = (words: number) => jaccard(shingles(prose("a")), shingles(touched(prose("a"), words)));
    expect(index(5)).toBeGreaterThan(0.7);
    expect(index(25)).toBeGreaterThan(0.5);
    expect(index(25)).toBeLessThan(0.7);
    expect(jaccard(shingles(prose("a")), shingles(prose("b")))).toBe(0);
  });
});

describe("published, edited, closed, reopened", () => {
  it("publishes what is open, in the order of ids, whatever the order of the files", () => {
    const folder = new WatchedFolder().write("b").write("a").write("c", { open: false });
    expect(folder.look()).toEqual(["published a", "published b"]);
    expect(folder.at("a")).toMatchObject({
      status: "open",
      opening: 1,
      openedAt: folder.now,
      missingSince: null,
    });
    expect(folder.at("c")).toMatchObject({ status: "closed", opening: 0, openedAt: null, closedAt: null });
  });

  it("publishes a draft when it opens", () => {
    const folder = watched("a").write("d", { open: false });
    expect(folder.look()).toEqual([]);
    expect(folder.edit("d", { open: true }).look()).toEqual(["published d"]);
    expect(folder.at("d").opening).toBe(1);
  });

  it("finds and stores nothing when nothing changed", () => {
    const folder = watched("a", "b");
    expect(folder.look()).toEqual([]);
    expect(folder.last).toEqual({
      changes: [],
      offers: [],
      aliases: [],
      newcomers: [],
      copies: [],
      vanishing: null,
      unsure: [],
      wakeAt: null,
    });
  });

  it.each([
    ["title", { title: "Autre titre" }],
    ["startup", { startup: "tchap" }],
    ["domains", { domains: ["Développement"] }],
    ["facts", { facts: { places: ["Lyon"] } }],
    ["summary", { summary: "Autre résumé." }],
    ["externalUrl", { externalUrl: "https://example.org/" }],
  ])("says that an open offer is edited when its %s changes", (_, draft) => {
    const folder = watched("a");
    expect(folder.edit("a", draft).look()).toEqual(["edited a"]);
    expect(folder.last?.changes[0]).toMatchObject({
      opening: 1,
      before: { title: "Titre de a" },
      offer: draft,
    });
    expect(folder.look()).toEqual([]);
  });

  it("stores, and says nothing of, an edit that no message shows", () => {
    const folder = watched("a");
    expect(folder.edit("a", { body: `${prose("a")} encore` }).look()).toEqual([]);
    expect(folder.at("a").fingerprint).toBe(fingerprintOf(`${prose("a")} encore`));
  });

  it("stores a file that got its extension, and says nothing", () => {
    const folder = watched("a");
    expect(folder.edit("a", { file: "a" }).look()).toEqual([]);
    expect(folder.at("a").offer.file).toBe("a");
  });

  it("closes at once, and reopens with the next number", () => {
    const folder = watched("a");
    expect(folder.edit("a", { open: false }).look()).toEqual(["closed a"]);
    expect(folder.at("a")).toMatchObject({ status: "closed", closedAt: folder.now });
    expect(folder.edit("a", { open: true }).look()).toEqual(["reopened a #2"]);
    expect(folder.at("a")).toMatchObject({ status: "open", openedAt: folder.now, closedAt: null });
  });

  it("says nothing of an offer that is edited while closed, nor of what changed meanwhile when it reopens", () => {
    const folder = watched("a");
    folder.edit("a", { open: false }).look();
    expect(folder.edit("a", { title: "Autre" }).look()).toEqual([]);
    expect(folder.edit("a", { open: true, summary: "Neuf." }).look()).toEqual(["reopened a #2"]);
  });

  it("closes after the depublication date, and reopens when it is moved", () => {
    const folder = new WatchedFolder().write("a", { depublication: "2026-11-02" });
    expect(folder.look()).toEqual(["published a"]);
    expect(folder.look({ today: "2026-11-03" })).toEqual(["closed a"]);
    expect(folder.look({ today: "2026-11-04" })).toEqual([]);
    expect(folder.edit("a", { depublication: "2026-11-09" }).look({ today: "2026-11-04" })).toEqual([
      "reopened a #2",
    ]);
  });

  it("is published on its publication date, once, and closes until another one that is to come", () => {
    const folder = new WatchedFolder().write("a", { publication: "2026-11-03" });
    expect(folder.look()).toEqual([]);
    expect(folder.look({ today: "2026-11-03" })).toEqual(["published a"]);
    expect(folder.look({ today: "2026-11-04" })).toEqual([]);
    expect(folder.edit("a", { publication: "2026-11-06" }).look({ today: "2026-11-05" })).toEqual([
      "closed a",
    ]);
    expect(folder.look({ today: "2026-11-06" })).toEqual(["reopened a #2"]);
  });

  it("stays unpublished when its file is refused or missing on its publication date", () => {
    const folder = new WatchedFolder()
      .write("a", { publication: "2026-11-03" })
      .write("b", { publication: "2026-11-03" });
    folder.look();
    folder.files.set("a", "refused");
    folder.remove("b").look();
    expect(folder.look({ after: SETTLE, today: "2026-11-03" })).toEqual([]);
    expect(folder.write("a", { publication: "2026-11-03" }).look({ today: "2026-11-03" })).toEqual([
      "published a",
    ]);
  });

  it("that is a draft is published once it is none", () => {
    const folder = new WatchedFolder().write("a", { draft: true });
    expect(folder.look()).toEqual([]);
    expect(folder.edit("a", { draft: false }).look()).toEqual(["published a"]);
  });

  it("closes after the depublication date even while the file is refused or missing", () => {
    const folder = new WatchedFolder()
      .write("a", { depublication: "2026-11-02" })
      .write("b", { depublication: "2026-11-02" });
    folder.look();
    folder.files.set("a", "refused");
    folder.remove("b").look();
    expect(folder.look({ today: "2026-11-03" })).toEqual(["closed a", "closed b"]);
    expect(folder.look({ after: SETTLE, today: "2026-11-03" })).toEqual([]);
    expect(folder.at("b").status).toBe("removed");
  });

  it("keeps the last good state of a file that is refused, even a day long", () => {
    const folder = watched("a");
    folder.files.set("a", "refused");
    expect(folder.look({ after: 24 * SETTLE * 60 })).toEqual([]);
    expect(folder.at("a").status).toBe("open");
    expect(folder.write("a").look()).toEqual([]);
    folder.files.set("new", "refused");
    expect(folder.look()).toEqual([]);
    expect(folder.aliases.has("new" as never)).toBe(false);
  });

  it("prefers the file that can be read when a refused one has the same name", () => {
    const folder = watched("a");
    const [good] = folder.readings();
    if (!good) throw new Error("no reading");
    folder.readings = () => [good, { ...good, file: "a.markdown", offer: null }];
    expect(folder.look()).toEqual([]);
    folder.readings = () => [
      { ...good, file: "a.markdown", offer: null },
      { ...good, offer: good.offer && { ...good.offer, open: false } },
    ];
    expect(folder.look()).toEqual(["closed a"]);
  });
});

describe("missing and removed", () => {
  it("removes a missing offer once it has settled, and says when that will be", () => {
    const folder = watched("a", "b");
    expect(folder.remove("a").look()).toEqual([]);
    expect(folder.at("a")).toMatchObject({ status: "missing", stood: "open", missingSince: folder.now });
    expect(folder.last?.wakeAt).toBe(folder.now + SETTLE);
    expect(folder.look({ after: SETTLE - 1 })).toEqual([]);
    expect(folder.last?.offers).toEqual([]);
    expect(folder.look({ after: 1 })).toEqual(["removed a"]);
    expect(folder.at("a")).toMatchObject({ status: "removed", closedAt: folder.now, missingSince: null });
    expect(folder.look()).toEqual([]);
  });

  it("says nothing of an offer that is back in time, and the edit of one that comes back edited", () => {
    const folder = watched("a", "b");
    folder.remove("a", "b").write("c").look();
    expect(folder.write("a").write("b", { title: "Autre" }).look()).toEqual(["edited b"]);
    expect(folder.at("a")).toMatchObject({ status: "open", opening: 1, missingSince: null });
    expect(folder.last?.wakeAt).toBeNull();
  });

  it("closes an offer that comes back closed", () => {
    const folder = watched("a", "b");
    folder.remove("a").look();
    expect(folder.write("a", { open: false }).look()).toEqual(["closed a"]);
  });

  it("says nothing of the removal of a closed offer or of a draft", () => {
    const folder = watched("a", "b").write("d", { open: false });
    folder.edit("a", { open: false }).look();
    folder.remove("a", "d").look();
    expect(folder.look({ after: SETTLE })).toEqual([]);
    expect([folder.at("a").status, folder.at("d").status]).toEqual(["removed", "removed"]);
  });

  it("decides in one look when settle is taken as elapsed", () => {
    expect(watched("a", "b").remove("a").look({ settle: 0 })).toEqual(["removed a"]);
  });

  it("removes nothing whose absence is not sure, and names what waits for that alone", () => {
    const folder = watched("a", "b", "c");
    folder.remove("a").look({ isSure: false });
    expect(folder.last?.unsure).toEqual([]);
    folder.remove("b").look({ isSure: false, after: SETTLE });
    expect(folder.last).toMatchObject({ changes: [], unsure: [folder.at("a").key], wakeAt: folder.now });
    expect(folder.look()).toEqual(["removed a"]);
  });

  it("reopens a removed offer that comes back under its name as the same job", () => {
    const folder = watched("a", "b", "c", "z");
    const keys = ["a", "b", "c"].map((id) => folder.at(id).key);
    folder.remove("a", "b", "c").look({ settle: 0 });
    folder
      .write("a")
      .write("b", { title: "Autre", body: touched(prose("b"), 5) })
      .write("c", { body: prose("tout autre") });
    expect(folder.look()).toEqual(["reopened a #2", "reopened b #2", "reopened c #2"]);
    expect(["a", "b", "c"].map((id) => folder.at(id).key)).toEqual(keys);
  });

  it("publishes another job that takes a removed offer's path under a new key", () => {
    const folder = watched("a", "z");
    const { key } = folder.at("a");
    folder.remove("a").look({ settle: 0 });
    expect(folder.write("a", { title: "Autre", body: prose("autre") }).look()).toEqual(["published a"]);
    expect(folder.at("a")).toMatchObject({ opening: 1 });
    expect(folder.at("a").key).not.toBe(key);
    expect(folder.known.get(key)?.status).toBe("removed");
  });

  it("stores a removed offer that comes back closed, and reopens it when it opens", () => {
    const folder = watched("a", "z");
    folder.remove("a").look({ settle: 0 });
    expect(folder.write("a", { open: false }).look()).toEqual([]);
    expect(folder.edit("a", { open: true }).look()).toEqual(["reopened a #2"]);
  });

  it("survives a clock that went back", () => {
    const folder = watched("a", "z");
    folder.remove("a").look();
    expect(folder.look({ after: -SETTLE * 100 })).toEqual([]);
    expect(folder.last?.wakeAt).toBe(folder.now + SETTLE);
    expect(folder.look({ after: SETTLE })).toEqual(["removed a"]);
  });
});

describe("renamed", () => {
  it("knows a file by its body, at once, and keeps key and opening", () => {
    const folder = watched("a", "b");
    const { key } = folder.at("a");
    expect(folder.rename("a", "z").look()).toEqual(["renamed z < a"]);
    expect(folder.at("z")).toMatchObject({ key, opening: 1, status: "open" });
    expect(folder.at("a").key).toBe(key);
    expect(folder.look()).toEqual([]);
  });

  it.each([
    ["to another folder", "2022/offre"],
    ["by case only", "OFFRE"],
  ])("knows a file that moved %s", (_, to) => {
    expect(watched("offre", "b").rename("offre", to).look()).toEqual([`renamed ${to} < offre`]);
  });

  it("knows it when the old name goes a look before the new one comes, and the other way round", () => {
    const folder = watched("a", "b", "z");
    folder.remove("a").look();
    expect(folder.write("a2", { title: "Titre de a", body: prose("a") }).look()).toEqual(["renamed a2 < a"]);
    expect(folder.copy("b", "b2").look()).toEqual([]);
    expect(folder.newcomers).toMatchObject([{ id: "b2", since: folder.now }]);
    expect(folder.remove("b").look()).toEqual(["renamed b2 < b"]);
    expect(folder.newcomers).toEqual([]);
  });

  it("tells a small edit on the way, for the same title or the same startup", () => {
    const folder = watched("a").write("b", { startup: "tchap" });
    folder.look();
    folder.remove("a", "b");
    folder.write("a2", { title: "Titre de a", body: touched(prose("a"), 5), summary: "Neuf." });
    folder.write("b2", { title: "Autre", startup: "tchap", body: touched(prose("b"), 5) });
    expect(folder.look()).toEqual(["renamed a2 < a", "edited a2", "renamed b2 < b", "edited b2"]);
  });

  it("does not take a similar body for the same offer when neither title nor startup agree", () => {
    const folder = watched("a", "z")
      .remove("a")
      .write("a2", { title: "Autre", body: touched(prose("a"), 5) });
    expect(folder.look({ settle: 0 })).toEqual(["removed a", "published a2"]);
  });

  it("does not take the same title for the same offer when the bodies differ", () => {
    const folder = watched("a", "z")
      .remove("a")
      .write("a2", { title: "Titre de a", body: touched(prose("a"), 25) });
    expect(folder.look({ settle: 0 })).toEqual(["removed a", "published a2"]);
  });

  it("takes a title that fell back to the slug for no title", () => {
    const slug = { title: "offre", titleSource: "slug" as const };
    const folder = new WatchedFolder().write("x/offre", slug).write("z");
    folder.look();
    folder.remove("x/offre").write("y/offre", { ...slug, body: touched(prose("x/offre"), 5) });
    expect(folder.look({ settle: 0 })).toEqual(["removed x/offre", "published y/offre"]);
  });

  it("takes two empty bodies for the same offer only with the same title", () => {
    const folder = new WatchedFolder().write("a", { body: "" }).write("b", { body: "" }).write("z");
    folder.look();
    folder.remove("a", "b").write("a2", { body: "\n", title: "Titre de a" }).write("c", { body: "" });
    expect(folder.look({ settle: 0 })).toEqual(["renamed a2 < a", "removed b", "published c"]);
  });

  it("tells that an offer closed, or opened, on the way", () => {
    const folder = watched("a", "b", "z");
    folder.edit("b", { open: false }).look();
    folder.rename("a", "a2").edit("a2", { open: false }).rename("b", "b2").edit("b2", { open: true });
    expect(folder.look()).toEqual(["renamed a2 < a", "closed a2", "renamed b2 < b", "reopened b2 #2"]);
  });

  it("follows a chain of names, in one look or in several", () => {
    const folder = watched("a", "z");
    const { key } = folder.at("a");
    expect(folder.rename("a", "b").look()).toEqual(["renamed b < a"]);
    expect(folder.rename("b", "c").look()).toEqual(["renamed c < b"]);
    expect(folder.copy("c", "d").look()).toEqual([]);
    expect(folder.rename("d", "e").remove("c").look()).toEqual(["renamed e < c"]);
    expect(folder.newcomers).toEqual([]);
    for (const id of ["a", "b", "c", "e"]) expect(folder.at(id).key).toBe(key);
    expect(folder.rename("e", "a").look()).toEqual(["renamed a < e"]);
  });

  it("moves one of two copies, and holds the other", () => {
    const folder = watched("a", "z");
    folder.copy("a", "y/other").copy("a", "x/a").remove("a");
    expect(folder.look()).toEqual(["renamed x/a < a"]);
    expect(folder.newcomers).toMatchObject([{ id: "y/other" }]);
    expect(folder.look({ after: SETTLE })).toEqual([]);
    expect(folder.last?.copies).toEqual([{ id: "y/other", of: "x/a.md" }]);
  });

  it("gives a newcomer to the missing offer of the same title, then to the open one", () => {
    const same = { body: prose("modèle") };
    const folder = new WatchedFolder()
      .write("a", { ...same, open: false })
      .write("b", same)
      .write("c", same)
      .write("z");
    folder.look();
    folder
      .remove("a", "b", "c")
      .write("n", { ...same, title: "Titre de c" })
      .write("o", same);
    expect(folder.look({ settle: 0 })).toEqual(["renamed n < c", "renamed o < b", "edited o"]);
    expect(folder.at("a").status).toBe("removed");
  });

  it("gives similar newcomers to the missing offers that they are likest", () => {
    const body = prose("modèle");
    const folder = new WatchedFolder().write("a", { body, startup: "s" }).write("z");
    folder.write("b", { body: touched(body, 6), startup: "s" }).look();
    folder
      .remove("a", "b")
      .write("n", { body: touched(body, 5), startup: "s" })
      .write("o", { body: touched(body, 1), startup: "s" });
    expect(folder.look()).toEqual(["renamed n < b", "edited n", "renamed o < a", "edited o"]);
  });

  it("keeps two offers apart whose names are exchanged", () => {
    const folder = watched("a", "b");
    const [a, b] = [folder.at("a").key, folder.at("b").key];
    folder.rename("a", "t").rename("b", "a").rename("t", "b");
    expect(folder.look()).toEqual(["renamed a < b", "renamed b < a"]);
    expect([folder.at("a").key, folder.at("b").key]).toEqual([b, a]);
  });

  it("keeps offers apart when each takes the name of the next", () => {
    const folder = watched("a", "b", "z");
    expect(folder.rename("b", "c").rename("a", "b").look()).toEqual(["renamed b < a", "renamed c < b"]);
  });

  it("misses an offer whose file another was moved over", () => {
    const folder = watched("a", "b", "z");
    const { key } = folder.at("a");
    expect(folder.rename("b", "a").look()).toEqual(["renamed a < b"]);
    expect(folder.known.get(key)).toMatchObject({ status: "missing" });
    expect(folder.look({ after: SETTLE })).toEqual(["removed a"]);
    expect(folder.at("a").offer.title).toBe("Titre de b");
  });

  it("sees an offer move away while its name goes to another job", () => {
    const folder = watched("a", "z")
      .rename("a", "b")
      .write("a", { title: "Autre", body: prose("autre") });
    expect(folder.look()).toEqual(["published a", "renamed b < a"]);
  });

  it("takes a smaller edit for an edit, although a copy of what it was came in the same look", () => {
    const folder = watched("a", "z")
      .copy("a", "b")
      .edit("a", { title: "Autre", body: touched(prose("a"), 5) });
    expect(folder.look()).toEqual(["edited a", "published b"]);
  });

  it("gives a name back to the offer that had it, before it looks for similar ones", () => {
    const folder = watched("a", "b", "z");
    folder.remove("a").look({ settle: 0 });
    folder.edit("b", { title: "Titre de a", body: touched(prose("a"), 5) }).look();
    folder.remove("b").write("a");
    expect(folder.look()).toEqual(["reopened a #2"]);
    expect(folder.at("b").status).toBe("missing");
  });

  it("takes an open file that is wholly rewritten for an edit", () => {
    const folder = watched("a").write("a", { title: "Autre", body: prose("autre") });
    expect(folder.look()).toEqual(["edited a"]);
  });

  it("finds an offer under a name that it had before, even much rewritten", () => {
    const folder = watched("a", "z").rename("a", "b");
    folder.look();
    folder.remove("b").write("a", { title: "Titre de a", body: prose("tout autre") });
    expect(folder.look()).toEqual(["renamed a < b"]);
  });
});

describe("a copy", () => {
  it("like an open offer is held for settle, then published under its own key", () => {
    const folder = watched("a").copy("a", "b").edit("b", { title: "Autre titre" });
    expect(folder.look()).toEqual([]);
    expect(folder.last?.wakeAt).toBe(folder.now + SETTLE);
    expect(folder.look({ after: SETTLE - 1 })).toEqual([]);
    expect(folder.look({ after: 1 })).toEqual(["published b"]);
    expect(folder.at("b").key).not.toBe(folder.at("a").key);
  });

  it("in title, startup and body carries no news: it is held and named as long as it says no more", () => {
    const folder = watched("a").copy("a", "b").copy("a", "draft").edit("draft", { open: false });
    for (const after of [1, SETTLE, 100 * SETTLE]) {
      expect(folder.look({ after })).toEqual([]);
      expect(folder.last?.copies).toEqual([
        { id: "b", of: "a.md" },
        { id: "draft", of: "a.md" },
      ]);
    }
    expect(folder.last?.wakeAt).toBeNull();
    expect(folder.look({ settle: 0 })).toEqual([]);
    expect(folder.edit("b", { startup: "autre" }).look()).toEqual(["published b"]);
    expect(folder.last?.copies).toEqual([{ id: "draft", of: "a.md" }]);
  });

  it("of an open offer takes its place when that one closes or goes", () => {
    const closing = watched("a", "z").copy("a", "b");
    closing.look();
    expect(closing.edit("a", { open: false }).look({ after: SETTLE })).toEqual(["renamed b < a"]);
    const going = watched("a", "z").copy("a", "b");
    going.look();
    expect(going.remove("a").look({ after: SETTLE })).toEqual(["renamed b < a"]);
  });

  it("of a file without a title is another offer: a title made of the name says nothing", () => {
    const folder = watched().write("a", { titleSource: "slug" });
    folder.look();
    folder.copy("a", "b").look();
    expect(folder.look({ after: SETTLE })).toEqual(["published b"]);
  });

  it("that is edited meanwhile into another offer is published at once, one that stays similar waits on", () => {
    const folder = watched("a", "b").copy("a", "a2").copy("b", "b2");
    folder.look();
    folder
      .edit("a2", { title: "Autre", body: touched(prose("a"), 5) })
      .edit("b2", { body: touched(prose("b"), 5) });
    expect(folder.look({ after: SETTLE - 1 })).toEqual(["published a2"]);
    expect(folder.look({ after: 1 })).toEqual(["published b2"]);
  });

  it("waits no longer than settle when the clock goes back", () => {
    const folder = watched("a").copy("a", "b").edit("b", { title: "Autre titre" });
    folder.look();
    expect(folder.look({ after: -SETTLE * 100 })).toEqual([]);
    expect(folder.look({ after: SETTLE })).toEqual(["published b"]);
  });

  it("that goes again leaves nothing behind", () => {
    const folder = watched("a").copy("a", "b");
    folder.look();
    expect(folder.remove("b").look()).toEqual([]);
    expect(folder.last).toMatchObject({ newcomers: [], wakeAt: null });
  });
});

describe("closed here, opened there", () => {
  it("is a rename when body and title are the same and both happen in one look", () => {
    const folder = watched("a", "z").copy("a", "b").edit("a", { open: false });
    const { key } = folder.at("a");
    expect(folder.look()).toEqual(["renamed b < a"]);
    expect(folder.at("b")).toMatchObject({ key, opening: 1, status: "open" });
    expect(folder.look({ after: SETTLE })).toEqual([]);
    expect(folder.at("a").key).toBe(key);
  });

  it("is a rename when the new file came a moment before", () => {
    const folder = watched("a", "z").copy("a", "b");
    folder.look();
    expect(folder.edit("a", { open: false }).look()).toEqual(["renamed b < a"]);
  });

  it("leaves a file that is nobody's offer until it opens again", () => {
    const folder = watched("a", "z").copy("a", "b").edit("a", { open: false });
    folder.look();
    expect(folder.edit("b", { open: false }).look()).toEqual(["closed b"]);
    expect(folder.edit("a", { open: true }).look()).toEqual(["reopened a #2 < b"]);
    expect(folder.copy("a", "b").edit("a", { open: false }).look()).toEqual(["renamed b < a"]);
  });

  it("does not go back to what it left when its file goes missing", () => {
    const folder = watched("a", "z").copy("a", "b").edit("a", { open: false });
    folder.look();
    const draft = folder.draft("b");
    expect(folder.remove("b").look()).toEqual([]);
    expect(folder.write("b", draft).look()).toEqual([]);
    expect(folder.remove("b").look({ settle: 0 })).toEqual(["removed b"]);
    expect(folder.look()).toEqual([]);
    expect(folder.at("a")).toMatchObject({ status: "closed", id: "a", opening: 1 });
  });

  it("is reopened under the new name when a similar body of the same startup comes later", () => {
    const folder = new WatchedFolder().write("a", { startup: "s" }).write("z", { startup: "s" });
    folder.look();
    const { key } = folder.at("a");
    folder.edit("a", { open: false }).look();
    folder.write("b", { startup: "s", title: "Autre", body: touched(prose("a"), 5) });
    expect(folder.look()).toEqual(["reopened b #2 < a"]);
    expect(folder.at("b")).toMatchObject({ key, opening: 2, status: "open" });
    expect(folder.look({ after: SETTLE })).toEqual([]);
  });

  it("is told as closed, then reopened, when a similar body of the same startup comes in the same look", () => {
    const folder = new WatchedFolder().write("a", { startup: "s" }).write("z");
    folder.look();
    folder.edit("a", { open: false }).write("b", { startup: "s", body: touched(prose("a"), 5) });
    expect(folder.look()).toEqual(["closed a", "reopened b #2 < a"]);
  });

  it("reopens what was removed, too, the last to close first", () => {
    const body = prose("modèle");
    const folder = new WatchedFolder().write("a", { startup: "s", body }).write("z");
    folder.look();
    folder.remove("a").look({ settle: 0 });
    expect(folder.write("b", { startup: "s", body: touched(body, 25) }).look()).toEqual(["published b"]);
    folder.edit("b", { open: false }).look();
    expect(folder.write("c", { startup: "s", body: touched(body, 24) }).look()).toEqual([
      "reopened c #2 < b",
    ]);
    expect(folder.write("d", { startup: "s", body }).look()).toEqual(["reopened d #2 < a"]);
  });

  it("is published when the startup is another or absent, or the body not similar", () => {
    const folder = new WatchedFolder().write("a", { startup: "s" }).write("b").write("z");
    folder.look();
    folder.edit("a", { open: false }).edit("b", { open: false }).look();
    folder
      .write("a2", { startup: "t", body: prose("a") })
      .write("a3", { startup: "s", body: touched(prose("a"), 25) });
    expect(folder.write("b2", { body: prose("b") }).look()).toEqual([
      "published a2",
      "published a3",
      "published b2",
    ]);
  });

  it("reopens one offer once, and holds the second of two republications as its copy", () => {
    const folder = new WatchedFolder().write("a", { startup: "s" }).write("z");
    folder.look();
    folder.edit("a", { open: false }).look();
    folder.write("b", { startup: "s", body: prose("a") }).write("c", { startup: "s", body: prose("a") });
    expect(folder.look()).toEqual(["reopened b #2 < a"]);
    expect(folder.look({ after: SETTLE })).toEqual(["published c"]);
  });

  it("leaves drafts out: one that opens is published", () => {
    const folder = new WatchedFolder().write("a", { startup: "s", open: false }).write("z");
    folder.look();
    expect(folder.write("b", { startup: "s", body: prose("a") }).look()).toEqual(["published b"]);
    expect(folder.edit("a", { open: true }).look()).toEqual(["published a"]);
  });
});

describe("a closed file that becomes another job", () => {
  const other = { title: "Autre", body: prose("autre") };

  it("is published under a new key, and never meets the other's history", () => {
    const folder = watched("a", "z");
    const { key } = folder.at("a");
    folder.edit("a", { open: false }).look();
    expect(folder.write("a", other).look()).toEqual(["published a"]);
    expect(folder.at("a").key).not.toBe(key);
    expect(folder.look({ after: SETTLE })).toEqual([]);
    expect(folder.known.get(key)?.status).toBe("removed");
  });

  it("is another job even when it becomes so while it stays closed", () => {
    const folder = watched("a", "z");
    folder.edit("a", { open: false }).look();
    expect(folder.write("a", { ...other, open: false }).look()).toEqual([]);
    expect(folder.edit("a", { open: true }).look()).toEqual(["published a"]);
  });

  it("is the same job with the same title, or an index of at least 0.5", () => {
    const folder = watched("a", "b");
    folder.edit("a", { open: false }).edit("b", { open: false }).look();
    folder.write("a", { body: prose("autre") }).write("b", { title: "Autre", body: touched(prose("b"), 25) });
    expect(folder.look()).toEqual(["reopened a #2", "reopened b #2"]);
  });

  it("gives the former job back when that returns under its name", () => {
    const folder = watched("a", "z");
    const { key } = folder.at("a");
    folder.edit("a", { open: false }).look();
    folder.write("a", other).look();
    expect(folder.write("a", { open: false }).look()).toEqual([]);
    expect(folder.at("a")).toMatchObject({ key, status: "closed" });
    expect(folder.look({ after: SETTLE })).toEqual(["removed a"]);
  });
});

describe("mass vanishing", () => {
  it("removes five of twenty-five, and holds six back", () => {
    const ids = many(25);
    const folder = watched(...ids);
    folder.remove(...ids.slice(0, 5));
    expect(folder.look({ settle: 0 })).toHaveLength(5);
    expect(folder.last?.vanishing).toBeNull();
    const other = watched(...ids).remove(...ids.slice(0, 6));
    expect(other.look({ settle: 0 })).toEqual([]);
    expect(other.last?.vanishing).toEqual({ missing: 6, open: 25 });
    expect(other.at("offre-000").status).toBe("missing");
  });

  it("removes a fifth of a hundred, and holds one more back", () => {
    const ids = many(100);
    const folder = watched(...ids).remove(...ids.slice(0, 20));
    expect(folder.look({ settle: 0 })).toHaveLength(20);
    const other = watched(...ids).remove(...ids.slice(0, 21));
    expect(other.look({ settle: 0 })).toEqual([]);
    expect(other.last?.vanishing).toEqual({ missing: 21, open: 100 });
  });

  it("holds back when the folder is empty, however few were open, but not when none was", () => {
    const folder = watched("a").remove("a");
    expect(folder.look({ settle: 0 })).toEqual([]);
    expect(folder.last?.vanishing).toEqual({ missing: 1, open: 1 });
    const closed = new WatchedFolder().write("a", { open: false });
    closed.look();
    closed.remove("a").look({ settle: 0 });
    expect(closed.last?.vanishing).toBeNull();
  });

  it("says so at once, and nothing more when all return", () => {
    const ids = many(30);
    const folder = watched(...ids).remove(...ids);
    expect(folder.look()).toEqual([]);
    expect(folder.last).toMatchObject({ vanishing: { missing: 30, open: 30 }, wakeAt: null });
    folder.look({ after: SETTLE * 100 });
    for (const id of ids) folder.write(id);
    expect(folder.look({ after: SETTLE * 100 })).toEqual([]);
    expect(folder.last?.vanishing).toBeNull();
  });

  it("waits anew for the last ones when files return one by one", () => {
    const ids = many(30);
    const folder = watched(...ids).remove(...ids);
    folder.look();
    folder.look({ after: SETTLE * 100 });
    const told = ids.flatMap((id) => folder.write(id).look({ after: 100 }));
    expect(told).toEqual([]);
    folder.remove(...ids.slice(2));
    folder.look();
    folder.look({ after: SETTLE * 100 });
    for (const id of ids.slice(0, 29)) folder.write(id);
    expect(folder.look()).toEqual([]);
    expect(folder.look({ after: SETTLE })).toEqual(["removed offre-029"]);
  });

  it("is lifted by someone who agrees, without another wait", () => {
    const ids = many(30);
    const folder = watched(...ids).remove(...ids);
    expect(folder.look({ acceptRemovals: true })).toHaveLength(30);
    expect(folder.last?.vanishing).toBeNull();
    expect(folder.look()).toEqual([]);
  });

  it("leaves settle as it is for an offer that is missing alone, although someone agrees", () => {
    const folder = watched("a", "b").remove("a");
    expect(folder.look({ acceptRemovals: true })).toEqual([]);
    expect(folder.look({ acceptRemovals: true, after: SETTLE })).toEqual(["removed a"]);
  });

  it("does not count closed offers, nor files that were renamed, nor refused ones", () => {
    const folder = new WatchedFolder();
    for (const id of many(30)) folder.write(id, { open: id < "offre-020" });
    folder.look();
    folder.remove(...many(30).slice(20)).remove("offre-000");
    for (const id of many(20).slice(1, 10)) folder.rename(id, `dossier/${id}`);
    for (const id of many(20).slice(10)) folder.files.set(id, "refused");
    expect(folder.look({ settle: 0 }).filter((change) => !change.startsWith("renamed"))).toEqual([
      "removed offre-000",
    ]);
  });

  it("goes on following renames while it holds removals back", () => {
    const ids = many(30);
    const folder = watched(...ids).remove(...ids.slice(0, 20));
    folder.look({ settle: 0 });
    folder.write("new", { title: "Titre de offre-000", body: prose("offre-000") });
    expect(folder.look({ settle: 0 })).toEqual(["renamed new < offre-000"]);
    expect(folder.last?.vanishing).toEqual({ missing: 19, open: 30 });
  });
});

describe("what an offer that moved on left behind, closed", () => {
  it("is held as a copy from the moment it opens, however long it lay there", () => {
    const folder = new WatchedFolder().write("a");
    folder.look();
    folder.copy("a", "b").edit("a", { open: false });
    expect(folder.look()).toEqual(["renamed b < a"]);
    expect(folder.look({ after: 10 * SETTLE })).toEqual([]);
    expect(folder.last?.wakeAt).toBeNull();

    folder.edit("a", { open: true });
    expect(folder.look()).toEqual([]);
    expect(folder.last?.wakeAt).toBe(folder.now + SETTLE);
    expect(folder.look({ after: SETTLE })).toEqual([]);
    expect(folder.edit("a", { title: "Autre titre" }).look()).toEqual(["published a"]);
  });
});
