/** A small folder as another site keeps it, and the configuration that translates it. */
interface ForeignFolder {
  readonly kind: string;
  readonly files: Readonly<Record<string, string>>;
  /** What stands under `offers:`. */
  readonly configuration: string;
}

/** A file of such a folder: lines of front matter, and a body. */
function page(fields: readonly string[], body = ""): string {
  return `---\n${fields.join("\n")}\n---\n\n${body}\n`;
}

/** Ten kinds of folders that public sites keep, each in words of our own. */
export const FOREIGN_FOLDERS: readonly ForeignFolder[] = [
  {
    kind: "a state in words and dates, French",
    files: {
      "2026-02-02-ponts.md": page(
        [
          "role: Responsable des ponts",
          "equipe: Rivières",
          "contrat: CDD",
          "status: open",
          "poste_pourvu: false",
          "poste_ouvert: 2026-02-02",
          "contact: ponts@fleuve.exemple.fr",
        ],
        "Vous levez les ponts. Poste basé à Rennes.",
      ),
      "2026-01-05-gues.md": page(
        [
          "role: Gardien des gués",
          "equipe: Rivières",
          "status: open",
          "poste_pourvu: true",
          "poste_ferme: 2026-02-01",
        ],
        "Vous aidez à traverser. Écrivez à gues@fleuve.exemple.fr.",
      ),
    },
    configuration:
      "fields: {publication_date: poste_ouvert, depublication_date: poste_ferme}, open: {status: open, poste_pourvu: false}",
  },
  {
    kind: "`archived`, French",
    files: {
      "cartes.md": page(
        [
          "title: Relieuse de cartes",
          "description: Relier",
          "archived: false",
          "lieu: Brest",
          "date: 2026-02-01",
        ],
        "Écrivez à cartes@exemple.fr.",
      ),
      "globes.md": page(["title: Polisseur de globes", "archived: true"], "Polir."),
    },
    configuration: "open: {archived: false}",
  },
  {
    kind: "`archived`, English",
    files: {
      "2026-02-01-maps.md": page(
        ["title: Map binder", "archived: false", "locations: [Lyon]"],
        "Send your CV to maps@example.org.",
      ),
      "2026-02-02-globes.md": page(["title: Globe polisher", "archived: true"], "Polish."),
    },
    configuration: "fields: {lieu: locations}, open: {archived: false}",
  },
  {
    kind: "a first and a last day, keys with spaces, template code",
    files: {
      "well-keeper.md": page(
        [
          "title: Well keeper",
          "opens: 2026-02-01",
          "closes: 2026-03-31",
          "application link: https://example.org/apply/well",
          "appointment type: permanent position",
        ],
        "{% comment %} a note {% endcomment %}\n\nYou keep the wells.",
      ),
      "rain-keeper.md": page(
        [
          "title: Rain keeper",
          "opens: 2026-04-01",
          "closes: 2026-04-30",
          "application link: https://example.org/apply/rain",
        ],
        "You keep the rain.",
      ),
      "dew-keeper.md": page(
        [
          "title: Dew keeper",
          "opens: 2025-01-01",
          "closes: 2025-02-01",
          "application link: https://example.org/apply/dew",
        ],
        "You kept the dew.",
      ),
    },
    configuration:
      "fields: {publication_date: opens, depublication_date: closes, date: opens, externalURL: application link, contrat: appointment type}, open: always",
  },
  {
    kind: "Markdown in files of another extension, presence is open",
    files: {
      "quai.html": page(
        [
          "title: Snake charmer",
          "company: Quai",
          "location: Vallauris, France",
          "contract: freelance",
          "tags: [Python, Django]",
          "contact: {name: Ana, email: ana@quai.exemple.fr}",
          "created: !!timestamp '2026-02-03'",
        ],
        "You charm snakes.",
      ),
    },
    configuration:
      "fields: {startup: company, lieu: location, contrat: contract, techno: tags, date: created}, open: always",
  },
  {
    kind: "presence is open",
    files: {
      "2026-02-04-loom.md": page(
        [
          "title: Loom tuner",
          "company: Weft",
          "location: Lyon",
          "type: permanent",
          "source_url: https://example.org/loom",
        ],
        "You tune looms.",
      ),
    },
    configuration: "fields: {startup: company, lieu: location, externalURL: source_url}, open: always",
  },
  {
    kind: "challenges without any state",
    files: {
      "2026-01-02-vent.md": page(
        ["title: Apprivoiser le vent", "administration: Moulins"],
        "Vous apprivoisez le vent. Candidatez à vent@exemple.fr.",
      ),
      "2026-01-03-brume.md": page(
        ["title: Compter la brume", "administration: Ports"],
        "Vous comptez la brume. Candidatez à brume@exemple.fr.",
      ),
    },
    configuration: "fields: {startup: administration}, open: always",
  },
  {
    kind: "companies, and no offers",
    files: {
      "weft.md": page(["title: Weft", "website: https://example.org", "region: Europe"], "Looms."),
      "quay.md": page(["title: Quay", "website: https://example.org", "region: Europe"], "Ships."),
    },
    configuration: "open: {region: nowhere}",
  },
  {
    kind: "a template and a page of the section",
    files: {
      "_template.md": page(["title: $jobtitle", "open: true"], "$text"),
      "_index.md": page(["title: Jobs", "open: true"]),
      "README.md": "How to write an offer.\n",
      "_drafts/later.md": page(["title: Later", "open: true"], "Later."),
    },
    configuration: "open: always",
  },
  {
    kind: "page bundles",
    files: {
      "2026-02-05-phare/index.md": page([
        "title: Lamp lighter",
        "location: {name: Brest}",
        "closes: 2026-03-31",
        "external_url: https://example.org/lamp",
      ]),
      "2026-02-05-phare/lamp.jpg": "\u0000",
      "_index.md": page(["title: Careers"]),
    },
    configuration:
      "fields: {lieu: location, depublication_date: closes, externalURL: external_url}, open: always",
  },
];
