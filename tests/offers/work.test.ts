import { describe, expect, it } from "vitest";
import { saidByBody } from "../../src/offers/reading/parse.ts";

const lines = (...parts: readonly string[]) => parts.join("\n\n");
const missionOf = (body: string) => saidByBody(body).mission.map(({ text }) => text);
const summaryOf = (body: string) => saidByBody(body).summary;

describe("what the work is", () => {
  it("is said before what the team plans and what the law wants", () => {
    const body = lines(
      "## La mission",
      "La loi de 2019 sur les bacs prévoit :",
      "- un registre des passeurs\n- une carte des rives",
      "Nos objectifs sont ambitieux : soixante rives d'ici l'été.",
      "Nous cherchons donc une personne pour tenir ce registre. Elle devra :",
      "- Appeler les passeurs\n- Corriger la carte",
    );
    expect(missionOf(body)).toEqual([
      "Nous cherchons donc une personne pour tenir ce registre. Elle devra :",
      "Appeler les passeurs",
      "Corriger la carte",
    ]);
    expect(summaryOf(body)).toBe(
      "Nous cherchons donc une personne pour tenir ce registre. Elle devra : Appeler les passeurs ; Corriger la carte",
    );
  });

  it.each([
    ["the context", "## Contexte de la mission\n\nCe programme aide les communes à voir leurs haies."],
    ["the product's aim", "Nos objectifs pour l'année :\n\n- Ouvrir trois bureaux\n- Doubler les essais"],
    ["our own mission", "## Notre mission\n\nRelier les quais entre eux."],
    ["the authority of control", "## L'autorité de contrôle\n\nElle veille à la concurrence."],
  ])("is not %s", (_, before) => {
    const body = lines(before, "## Le poste", "Vous tiendrez le journal de bord.");
    expect(missionOf(body)).toEqual(["Vous tiendrez le journal de bord."]);
    expect(summaryOf(body)).toBe("Vous tiendrez le journal de bord.");
  });

  it.each([
    ["the team", "Notre équipe est composée d'une développeuse, d'un coach et d'une chargée de déploiement."],
    ["how to apply", "Si vous voulez en être, envoyez votre CV et deux lignes à l'équipe."],
  ])("is not %s, though it stands first under its heading", (_, before) => {
    expect(missionOf(lines("## Le poste", before, "Vous tiendrez le journal de bord."))).toEqual([
      "Vous tiendrez le journal de bord.",
    ]);
  });

  it("goes on over sub-headings, which stand between its lists", () => {
    const body = lines(
      "## Vos missions",
      "**Accueillir**",
      "- Ouvrir la porte",
      "_Raconter_",
      "- Tenir la lettre",
      "## Profil recherché",
      "Une personne patiente et matinale.",
    );
    expect(saidByBody(body).mission).toEqual([
      { text: "Accueillir", bullet: false },
      { text: "Ouvrir la porte", bullet: true },
      { text: "Raconter", bullet: false },
      { text: "Tenir la lettre", bullet: true },
    ]);
    expect(summaryOf(body)).toBe("Ouvrir la porte ; Tenir la lettre");
  });

  it("is found where nothing names it: from the lead on, for as long as it speaks of the job", () => {
    const body = lines(
      "Depuis 2013, nous avons ouvert douze écluses.",
      "L'équipe Écluses recherche une éclusière pour la saison.",
      "Vous aurez à :\n- Ouvrir les vannes\n- Noter les passages",
      "L'équipe compte huit membres et deux chiens.",
      "Pour postuler, écrivez à ecluse@exemple.fr.",
    );
    expect(missionOf(body)).toEqual([
      "L'équipe Écluses recherche une éclusière pour la saison.",
      "Vous aurez à :",
      "Ouvrir les vannes",
      "Noter les passages",
    ]);
  });

  it("keeps the label that its items end, and leaves out a title that says nothing", () => {
    const body = lines(
      "## Rôle",
      "Missions :",
      "- Border les voiles",
      "Le matin, vous pourrez :",
      "- Barrer",
    );
    expect(missionOf(body)).toEqual(["Border les voiles", "Le matin, vous pourrez :", "Barrer"]);
  });

  it.each([
    "_Poste ouvert le 03/01/2022_",
    "Offre publiée le 3 mars 2021",
    "Début de la mission : mars 2022",
    "**Statut** : stage",
    "**Modalités de travail** : quatre jours par semaine",
  ])("is no line for the files: %s", (line) => {
    const body = lines("## Missions", line, "Vous réparerez les phares.");
    expect(missionOf(body)).toEqual(["Vous réparerez les phares."]);
    expect(summaryOf(body)).toBe("Vous réparerez les phares.");
  });

  it.each([
    "Vous voulez mettre votre talent au service des marins et des pêcheurs ?",
    "Tu as envie de travailler sur un projet qui a du sens ?",
    "En somme, si tu aimes les nuits longues et les vents forts, ce poste est fait pour toi !",
  ])("is nothing that only entices: %s", (question) => {
    expect(missionOf(lines("## Le poste", question, "Tu tiendras la lampe."))).toEqual([
      "Tu tiendras la lampe.",
    ]);
  });

  it("is what beta.gouv.fr itself seeks, though it is not how beta.gouv.fr introduces itself", () => {
    const body = lines(
      "beta.gouv.fr aide les administrations.",
      "beta.gouv.fr cherche une illustratrice pour ses équipes.",
    );
    expect(summaryOf(body)).toBe("beta.gouv.fr cherche une illustratrice pour ses équipes.");
  });

  it("is told with the label whose sentence its first line goes on", () => {
    const body = lines(
      "Le Phare grandit.",
      "Elle aura pour mission :",
      "- de tenir la lampe\n- de lire la mer",
    );
    expect(summaryOf(body)).toBe("Elle aura pour mission : de tenir la lampe ; de lire la mer");
    expect(missionOf(body)).toEqual(["Elle aura pour mission :", "de tenir la lampe", "de lire la mer"]);
  });

  it("is no answer to a question of those who hesitate", () => {
    const body = lines(
      "## Sur quoi allons-nous travailler cet hiver ?",
      "Nous repeignons les bouées, puis viendront :",
      "- les balises\n- les lampes",
      "## FAQ",
      "### Pourquoi un essai ?",
      "Pour nous connaître.",
      "### Quelle expérience faut-il ?",
      "Nous cherchons des gens à l'aise sur un bateau, rien de plus.",
    );
    expect(summaryOf(body)).toBe("Nous repeignons les bouées, puis viendront : les balises ; les lampes");
  });

  it("begins with the first sentence about the job", () => {
    const body = lines(
      "## La mission",
      "Le phare est allumé depuis un an [voir](https://exemple.fr/a). Ta mission sera de le tenir, voir [ici](https://exemple.fr/b).",
    );
    expect(missionOf(body)).toEqual(["Ta mission sera de le tenir, voir ici (https://exemple.fr/b)."]);
    expect(summaryOf(body)).toBe("Ta mission sera de le tenir, voir ici.");
  });

  it("is no sentence in which somebody else looks for something", () => {
    const body = lines(
      "L'outil aide à trouver le document que l'usager recherche de manière autonome.",
      "## Le poste",
      "Vous classerez les plans.",
    );
    expect(summaryOf(body)).toBe("Vous classerez les plans.");
  });

  it("is the whole of a section that names the mission, with the part that lists it", () => {
    const body = lines(
      "## La mission",
      "Vous tiendrez la vigie.",
      "### Responsabilités",
      "- Veiller",
      "### Autres tâches",
      "- Noter",
    );
    expect(missionOf(body)).toEqual(["Vous tiendrez la vigie.", "Veiller", "Autres tâches", "Noter"]);
  });

  it("goes on over sections beside it that are named by tasks", () => {
    const body = lines(
      "## Mission",
      "Relier les quais.",
      "## 🕵️ Chercher des passeurs",
      "- Appeler",
      "## Notre histoire",
      "- 1890",
    );
    expect(missionOf(body)).toEqual(["Relier les quais.", "🕵️ Chercher des passeurs", "Appeler"]);
  });

  it("is what one does, before what one is", () => {
    const body = lines(
      "## Responsabilités",
      "Vous êtes à l'aise en mer. Vous êtes curieuse, et capable de tenir une barre.",
      "Avec le gardien, vous êtes responsable d'allumer la lampe.",
    );
    expect(summaryOf(body)).toBe("Avec le gardien, vous êtes responsable d'allumer la lampe.");
    expect(summaryOf("## Responsabilités\n\nVous êtes à l'aise en mer, du quai au large.")).toBe(
      "Vous êtes à l'aise en mer, du quai au large.",
    );
  });

  it.each([
    "Avec le gardien, vous êtes responsable de comprendre et de tenir la lampe.",
    "Intégrée à l'équipe du phare, vous êtes responsable de comprendre la lampe.",
    "En lien avec la capitaine et le gardien, tenir la lampe tous les soirs.",
    "Tenir la lampe selon l'approche Startup d'État, et notamment :",
  ])("may be said so: %s", (said) => {
    expect(summaryOf(lines("## Responsabilités", said, "- Noter les passages"))).toMatch(said.slice(0, 20));
  });

  it("may say in passing what one needs to apply, but is not how to apply", () => {
    const body = lines(
      "## Vos missions",
      "Les missions seront réparties entre deux gardiennes. Il n'est pas nécessaire pour postuler de savoir nager.",
      "- La lampe\n- La corne",
      "On vous demandera parfois de ramer.",
    );
    expect(summaryOf(body)).toMatch(/^Les missions seront réparties entre deux gardiennes\. .*La lampe/);
    expect(
      summaryOf(lines("## Le poste", "Écrivez-nous si votre mission idéale est en mer.", "Vous ramerez.")),
    ).toBe("Vous ramerez.");
  });

  it("is no sentence about a tool for those who hire", () => {
    expect(summaryOf("Voici un simulateur d'embauche de marins.\n\nVous ramerez.")).toBe("Vous ramerez.");
  });

  it("is no sentence in which a team looks for problems, or for what it needs", () => {
    const body = lines(
      "## Mission",
      "Pendant douze semaines une petite équipe recherche les récifs cachés de la baie.",
      "## Le rôle",
      "- Sonder la baie",
    );
    expect(summaryOf(body)).toBe("Sonder la baie");
    expect(summaryOf("Les phares de la baie cherchent leurs gardiennes.\n\nLa mer monte.")).toBe(
      "Les phares de la baie cherchent leurs gardiennes.",
    );
  });

  it("is told by a label of any length when all of its items are tasks", () => {
    const body = lines(
      "## La mission",
      "Main dans la main avec les deux gardiens :",
      "- Repeindre la tour\n- Tenir la lampe",
      "L'optique n'est pas choisie : on vous attend.",
    );
    expect(summaryOf(body)).toBe(
      "Main dans la main avec les deux gardiens : Repeindre la tour ; Tenir la lampe. L'optique n'est pas choisie : on vous attend.",
    );
  });

  it("is a sentence with a question in brackets", () => {
    const body = lines(
      "## Mission",
      "Gardienne, tu devras faire connaître le phare (120 visites en mai, et mille l'an prochain ?).",
      "Tu en feras un lieu de promenade.",
    );
    expect(summaryOf(body)).toMatch(/^Gardienne, tu devras/);
  });

  it("is no sentence about people who look for help, nor one that begins with « dev… »", () => {
    const body = lines(
      "Nous relions celles et ceux qui donnent à ceux qui recherchent de l'aide.",
      "La baie deviendrait la première du monde.",
      "## Le poste",
      "Vous tiendrez la lampe.",
    );
    expect(summaryOf(body)).toBe("Vous tiendrez la lampe.");
    expect(summaryOf("## Le poste\n\nLa baie deviendrait la première.\n\nIl faudra hisser le fanal.")).toBe(
      "Il faudra hisser le fanal.",
    );
  });

  it("is the heading that seeks somebody for something, where no section says more", () => {
    const body = lines(
      "### L'équipe Fanal recherche une gardienne pour tenir la première lampe de la baie.",
      "## Contexte",
      "La baie compte douze phares.",
      "## Missions",
      "Le phare sera repeint.",
    );
    expect(summaryOf(body)).toBe(
      "L'équipe Fanal recherche une gardienne pour tenir la première lampe de la baie.",
    );
    expect(summaryOf("# Le Fanal recrute une gardienne !\n\nLa baie compte douze phares.")).toBe(
      "La baie compte douze phares.",
    );
  });

  it("is what a newcomer will do, though it stands in the context", () => {
    const body = lines(
      "## Contexte",
      "Qui éclaire nos côtes ? La loi de 1890 y répond.",
      "Avec l'équipe, la ou le stagiaire devra compter les lampes.",
      "Ainsi, elle ou il contribuera :\n- à l'inventaire\n- à la carte",
    );
    expect(missionOf(body)).toEqual([
      "Avec l'équipe, la ou le stagiaire devra compter les lampes.",
      "Ainsi, elle ou il contribuera :",
      "à l'inventaire",
      "à la carte",
    ]);
  });

  it("is not told by how long the mission lasts", () => {
    const body = lines(
      "**Combien de temps dure la mission ?**",
      "Six mois.",
      "## Le poste",
      "Vous peindrez les bouées.",
    );
    expect(summaryOf(body)).toBe("Vous peindrez les bouées.");
  });

  it("is better than nothing where a section tells of the product alone", () => {
    expect(summaryOf("## Mission\n\nLe phare éclaire la baie depuis 1890.")).toBe(
      "Le phare éclaire la baie depuis 1890.",
    );
  });

  it("has a stop where a line has none, and a colon before its items", () => {
    const body = lines(
      "## Le poste",
      "En tant que gardienne, tu veilles",
      "Tu animes (volet « visites »)",
      "- Ouvrir ;\n- Fermer,",
    );
    expect(summaryOf(body)).toBe(
      "En tant que gardienne, tu veilles. Tu animes (volet « visites ») : Ouvrir ; Fermer,",
    );
  });
});

describe("the profile", () => {
  it.each([
    [
      "Tu aimes autant l'un que l'autre :",
      "Tu aimes autant l'un que l'autre : La veille, la nuit et le jour",
    ],
    ["Vous justifiez :", "Vous justifiez : La veille, la nuit et le jour"],
    ["Idéalement, vous connaissez :", "Idéalement, vous connaissez : La veille, la nuit et le jour"],
    ["Nos critères sont :", "La veille, la nuit et le jour"],
    ["Vous êtes notre gardienne si :", "La veille, la nuit et le jour"],
  ])("has the sentence that its first line ends: %s", (intro, said) => {
    expect(
      saidByBody(lines("## Profil", intro, "- La veille, la nuit et le jour\n- Une voix qui porte loin"))
        .profile,
    ).toBe(`${said} · Une voix qui porte loin`);
  });

  it("is not the terms that stand below it as questions", () => {
    const body = lines(
      "## Un profil matinal, un profil du soir",
      "- Quand ? Dès la mi-mai, ou un peu après\n- Où ? Au phare ou sur la jetée\n- Modalités : contrat de gardien",
      "## Ton profil",
      "Tu aimes les nuits longues et froides.",
    );
    expect(saidByBody(body).profile).toBe("Tu aimes les nuits longues et froides");
  });

  it("has no beginning of a sentence from above a heading", () => {
    const body = lines(
      "## Profil",
      "Vous avez :",
      "## Compétences",
      "- une vue perçante, de jour comme de nuit",
    );
    expect(saidByBody(body).profile).toBe("une vue perçante, de jour comme de nuit");
  });

  it("is what is asked, without headings, labels and the lead", () => {
    const body = lines(
      "## Le Phare recherche une gardienne !",
      "Tu as envie de voir la mer tous les jours ?",
      "## Votre profil nous intéresse si :",
      "- Vous aimez les nuits longues ;\n- Vous savez lire une carte.",
      "Nos deux critères principaux de sélection sont :",
      "- une première expérience en mer",
    );
    expect(saidByBody(body).profile).toBe(
      "Vous aimez les nuits longues · Vous savez lire une carte · une première expérience en mer",
    );
  });

  it.each([
    "## Contexte : le système d'information",
    "## Les usagers et leur information",
    "Vous êtes en mesure de jouer deux rôles :",
    "Recherche utilisateur :",
    "### Garantir la qualité des cartes",
    "Expérience des usagers :",
    "# **Tu es gardien ou gardienne de phare ?**",
    "### 2. Parfois, et selon profil, aider les veilleurs",
    "## Tu veux mettre tes compétences au service de tous ?",
  ])("is not below %s", (heading) => {
    expect(saidByBody(`${heading}\n\nUne phrase assez longue pour être montrée.`).profile).toBeNull();
  });

  it.each([
    "## Les atouts du candidat :",
    "## Qualités attendues",
    "## Ce que nous recherchons",
    "## Ce poste est fait pour vous si",
    "**La recrue idéale**",
  ])("is below %s, arrows or not", (heading) => {
    expect(saidByBody(`${heading}\n\n➡ aimer les nuits longues et froides`).profile).toBe(
      "aimer les nuits longues et froides",
    );
  });

  it("is not the mission that a section about « you » tells first", () => {
    const body = lines(
      "## À propos de vous",
      "Votre mission consistera à tenir la lampe toute la nuit.",
      "Concrètement :",
      "- Allumer la lampe chaque soir, et l'éteindre",
      "### Profil recherché",
      "- aimer les nuits longues et froides",
    );
    expect(saidByBody(body).profile).toBe("aimer les nuits longues et froides");
  });

  it("is cut at 200 characters", () => {
    const profile =
      saidByBody(`## Profil\n\n${"Vous aimez les nuits longues.\n\n".repeat(20)}`).profile ?? "";
    expect(profile.length).toBeLessThanOrEqual(200);
    expect(profile).toMatch(/…$/);
  });
});
