import { describe, expect, test } from "vitest";
import { openStore } from "../../src/edges/store/open.ts";
import { proseAbout } from "../support/offerFile.ts";
import { Place } from "./crieur.ts";

const ROOM = '\nrooms: [{room: "#a:b.fr"}]\n';
const NAMES = ["anse", "baie", "cap", "dune", "estran", "falaise", "golfe", "havre"];

/** A file of another trade's folder: a `status`, and a `company`. */
function job(subject: string, status: string, more = ""): string {
  return `---\ntitle: Poste ${subject}\ncompany: Maison ${subject}\nstatus: ${status}${more}\n---\n\n${proseAbout(subject, 60)}\n`;
}

function folderOf(offers: string, status = "open"): Place {
  const files = NAMES.map((name) => [`offers/2026-01-01-${name}.md`, job(name, status)]);
  return new Place({ "config/crieur.yaml": offers + ROOM, ...Object.fromEntries(files) });
}

const configured = (place: Place, offers: string) => place.write({ "config/crieur.yaml": offers + ROOM });

async function queued(place: Place): Promise<number> {
  const store = await openStore(`sqlite:${place.path("data/crieur.db")}`, { lock: false, now: 0 });
  const { queued } = await store.read((tx) => tx.outbox.counts());
  await store.close();
  return queued;
}

const shown = async (place: Place, name: string) =>
  JSON.parse((await place.crieur(["show", `2026-01-01-${name}`, "--json"])).stdout);

describe("a folder of other conventions", () => {
  test("is read by the names and the rule of the configuration", async () => {
    const place = folderOf("offers: {fields: {startup: company}, open: {status: open}}");
    place.write({ "offers/2026-01-01-cap.md": job("cap", "filled") });
    expect(await shown(place, "anse")).toMatchObject({ state: "open", startup: "Maison anse" });
    expect(await shown(place, "cap")).toMatchObject({ state: "closed" });
  });

  test.each([
    ["status: open", "", "open"],
    ["status: Open", "", "open"],
    ["status: open", "\narchived: false", "open"],
    ["status: open", "\narchived: true", "closed"],
    ["status: open", "\nopen: false", "closed"],
    ["status: filled", "\nopen: true", "open"],
    ["other: x", "\narchived: false", "open"],
    ["other: x", "\nstatus:", "closed"],
  ])("%s%s is %s", async (line, more, state) => {
    const place = folderOf("offers: {open: {status: open, archived: false}}");
    place.write({ "offers/2026-01-01-anse.md": job("anse", "open").replace("status: open", line + more) });
    expect((await shown(place, "anse")).state).toBe(state);
  });

  test("is warned of once when nothing in it can ever be open, with the keys that it has", async () => {
    const place = folderOf("");
    place.write({ "offers/2026-01-01-cap.md": job("cap", "filled", "\ntags: [a]") });
    const { code, stdout, stderr } = await place.crieur(["check"]);
    expect(stdout).toBe(
      'offers:1: warning: none of the 8 offers here says "open", so nothing is ever announced; write "open: true" in those that are, or say by offers.open of the configuration what means open here; keys that stand here instead: company 8, status 8, tags 1\n',
    );
    expect(stderr).toContain(
      "8 offers checked (0 open, 8 closed, 0 not yet, 0 unreadable): 0 errors, 1 warning ",
    );
    expect(code).toBe(0);

    configured(place, "offers: {open: {status: opne}}");
    expect((await place.crieur(["check"])).stdout).toMatch(
      /^offers:1: warning: .* by offers\.open .*; see whether/,
    );
    configured(place, "");
    place.write({ "offers/2026-01-01-cap.md": job("cap", "filled", "\nopen: false") });
    expect((await place.crieur(["check"])).stdout).toBe("");
  });

  test("may count every offer as open, but none that says otherwise", async () => {
    const place = folderOf("offers: {open: always}", "whatever");
    place.write({ "offers/2026-01-01-cap.md": job("cap", "x", "\nopen: false") });
    expect((await place.crieur(["check"])).stderr).toContain("8 offers checked (7 open, 1 closed,");
  });

  test("is warned of an offer that has none of the rule's keys, and of no other", async () => {
    const place = folderOf("offers: {open: {status: open, archived: false}}");
    place.write({ "offers/2026-01-01-anse.md": job("anse", "open").replace("status: open\n", "") });
    const { stdout } = await place.crieur(["check", "--now", "2026-01-02"]);
    const found = stdout.split("\n").filter((line) => line.includes("nothing here says"));
    expect(found).toEqual([
      expect.stringMatching(/-anse\.md:2: warning: .*no "open", none of "status", "archived"/),
    ]);
  });
});

describe("when the conventions change", () => {
  test("what opens by it counts as told, and what people did meanwhile is told", async () => {
    const place = folderOf("");
    expect((await place.crieur(["scan"])).stderr).toMatch(/^first scan .* 0 open offers/);
    place.write({
      "offers/2026-02-01-ile.md": "---\nroles: Poste ile\nopen: true\n---\n\nSur une île.\n",
      "offers/2026-02-01-jetee.md": job("jetee", "open"),
    });
    configured(place, "offers: {fields: {startup: company}, open: {status: open}}");
    const { code, stdout, stderr } = await place.crieur(["scan"]);
    expect(stdout).toBe("published  2026-02-01-ile  Poste ile\n");
    expect(stderr).toMatch(
      /^offers\.fields or offers\.open has changed: by it 9 offers opened \(taken as told/,
    );
    expect(code).toBe(0);
    expect(await queued(place)).toBe(1);

    // From then on it is a folder like any other.
    place.write({ "offers/2026-02-01-kiosque.md": job("kiosque", "open") });
    expect((await place.crieur(["scan"])).stdout).toBe("published  2026-02-01-kiosque  Poste kiosque\n");
    expect(await queued(place)).toBe(2);
    expect((await place.crieur(["scan"])).stderr).toMatch(/^nothing changed/);
  });

  test("what opened by it is not told later either, once somebody edits it", async () => {
    const place = folderOf("");
    await place.crieur(["scan"]);
    configured(place, "offers: {open: {status: open}}");
    await place.crieur(["scan"]);
    place.write({ "offers/2026-01-01-anse.md": job("anse", "open", "\nstartup: ailleurs") });
    expect((await place.crieur(["scan"])).stdout).toMatch(/^edited /);
    expect(await queued(place)).toBe(0);
  });

  test("no message is edited because the team has another name now", async () => {
    const place = folderOf("offers: {open: always, firstRun: announce}");
    await place.crieur(["scan"]);
    const before = await queued(place);
    configured(place, "offers: {open: always, firstRun: announce, fields: {startup: company}}");
    const { stdout, stderr } = await place.crieur(["scan"]);
    expect(stdout).toBe("");
    expect(stderr).toContain(
      "0 offers opened (taken as told, unless offers.firstRun is announce), 0 closed, and 8 say",
    );
    expect(await queued(place)).toBe(before);
    expect(await shown(place, "anse")).toMatchObject({ startup: "Maison anse" });
  });

  test("a room does not hear of an offer that a field's name brings into its filter, nor once it is edited", async () => {
    const python = 'rooms: [{room: "#a:b.fr", filter: python}]\n';
    const place = folderOf("");
    place.write({
      "config/crieur.yaml": `offers: {open: always}\n${python}`,
      "offers/2026-01-01-anse.md": job("anse", "open", "\ntags: [Python]"),
    });
    await place.crieur(["scan"]);
    place.write({ "config/crieur.yaml": `offers: {open: always, fields: {techno: tags}}\n${python}` });
    expect((await place.crieur(["scan"])).stderr).toContain(" 0 closed, and 1 say something else");
    expect(await queued(place)).toBe(0);
    place.write({ "offers/2026-01-01-anse.md": job("anse", "open", "\ntags: [Python, Ruby]") });
    expect((await place.crieur(["scan"])).stdout).toMatch(/^edited /);
    expect(await queued(place)).toBe(0);
  });

  test("what opens by it is announced where a first run would be", async () => {
    const place = folderOf("offers: {firstRun: announce}");
    await place.crieur(["scan"]);
    configured(place, "offers: {firstRun: announce, open: always}");
    await place.crieur(["scan"]);
    expect(await queued(place)).toBe(8);
  });

  test("a slip in the rule closes nothing, until that is accepted", async () => {
    const place = folderOf("offers: {open: {status: open}}");
    await place.crieur(["scan"]);
    configured(place, "offers: {open: {status: opne}}");
    const refused = await place.crieur(["scan"]);
    expect(refused).toMatchObject({ code: 78, stdout: "" });
    expect(refused.stderr).toMatch(/8 of 8 open offers would close at once, so nothing was changed; mend/);
    expect((await place.crieur(["scan", "--dry-run"])).code).toBe(78);

    const started = await place.crieur(["console", "--store", "sqlite:data/crieur.db"], "!offres\n");
    expect(started).toMatchObject({ code: 78, stdout: "" });
    expect(started.stderr).toContain("8 of 8 open offers would close at once");

    configured(place, "offers: {open: {status: open}}");
    expect((await place.crieur(["scan"])).stderr).toMatch(/^nothing changed/);

    configured(place, "offers: {open: {status: opne}}");
    const accepted = await place.crieur(["scan", "--accept-removals"]);
    expect(accepted.code).toBe(0);
    expect(accepted.stdout.match(/^closed /gm)).toHaveLength(8);
  });

  test("a few that close by it are told: their announcements would go on promising them", async () => {
    const place = folderOf("offers: {open: always}");
    place.write({ "offers/2026-01-01-cap.md": job("cap", "filled") });
    await place.crieur(["scan"]);
    configured(place, "offers: {open: {status: open}}");
    expect((await place.crieur(["scan"])).stdout).toBe("closed     2026-01-01-cap  Poste cap\n");
  });

  test("a dry run says what a scan would, and stores nothing of it", async () => {
    const place = folderOf("");
    await place.crieur(["scan"]);
    place.write({ "offers/2026-02-01-ile.md": "---\nroles: Poste ile\nopen: true\n---\n\nSur une île.\n" });
    configured(place, "offers: {open: {status: open}}");
    const dry = await place.crieur(["scan", "--dry-run"]);
    const real = await place.crieur(["scan"]);
    expect(dry.stdout).toBe("published  2026-02-01-ile  Poste ile\n");
    expect(dry).toEqual(real);
  });
});
