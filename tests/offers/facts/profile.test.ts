import { describe, expect, it } from "vitest";
import { factsOf } from "./anOffer.ts";

describe("junior", () => {
  it.each([
    ["Débutants bienvenus.", true],
    ["Aucune expérience n'est requise.", true],
    ["Nous cherchons des profils juniors et confirmés.", true],
    ["- Rémunération selon l'expérience (junior / confirmé recherché)", true],
    ["Des profils étudiants, juniors ou en reconversion.", true],
    ["- 5 ans d'expérience minimum", false],
    ["Vous avez au moins dix ans d'expérience.", false],
    ["- 7+ ans d'expérience", false],
    ["Une expérience de six ans minimum en conception.", false],
    ["- Expérience : 5+ ans", false],
    ["Une expérience significative en animation (> 6 ans)", false],
    ["Une expérience significative en animation (2 à 6 ans)", null],
    ["- 3 ans d'expérience minimum", null],
    ["Un profil senior est attendu.", null],
    ["Au-delà de 5 ans d'expérience, le salaire est plus élevé.", null],
  ])("reads %s as %s", (body, junior) => {
    expect(factsOf(body).junior).toBe(junior);
  });

  it("believes the front matter first", () => {
    expect(factsOf("Débutants bienvenus.", { fields: { junior: false } }).junior).toBe(false);
    expect(factsOf("", { fields: { junior: "oui" } }).junior).toBe(true);
  });
});

describe("skills", () => {
  it("takes title and `techno` first, then the order of the prose", () => {
    const facts = factsOf("Vous maîtrisez postgres et Node JS.", {
      title: "Dév Python",
      fields: { techno: ["vuejs", "React-Redux"] },
    });
    expect(facts.skills).toEqual(["Python", "Vue.js", "React", "Redux", "PostgreSQL", "Node.js"]);
  });

  it.each([
    ["React Native, pas React seul : react-native", ["React Native", "React"]],
    ["Maîtrise de C++, C# et .NET", ["C++", "C#", ".NET"]],
    ["Une API en Go (PostgreSQL) et des analyses en R", ["Go", "PostgreSQL", "R"]],
    ["Node.js (express ou koa)", ["Node.js", "Express", "Koa"]],
    ["- Black, Pylint et mypy tournent à chaque envoi", ["Black", "Pylint", "mypy"]],
    ["Vous suivez les demandes, actuellement sous Crisp.", ["Crisp"]],
    ["- Maîtrise de Sketch et d'autres outils", ["Sketch"]],
    ["Java et Spring Boot, ailleurs Spring", ["Java", "Spring Boot", "Spring"]],
  ])("reads %s", (body, skills) => {
    expect(factsOf(body).skills).toEqual(expect.arrayContaining(skills));
  });

  it.each([
    "C'est parti, let's Go ! Une vue d'ensemble, plan R et plan C.",
    "Le budget R&D finance un tableau de bord et la notion de service.",
    "L'application est disponible sur Android et iOS.",
    "Envoyez-nous votre CV et votre compte GitHub.",
    "Notre code : https://github.com/phare/python-react",
    "Tout est sur [notre git](https://exemple.org/phare).",
    "Vite, un prototype !",
    "Nos amis de Crisp et Notion : un tableau, plein d'Unity.",
  ])("reads none in %s", (body) => {
    expect(factsOf(body).skills).toEqual([]);
  });

  it("does not name the product that hires, and stops at twelve", () => {
    const body =
      "Python, PHP, Ruby, Java, Scala, Kotlin, Perl, SQL, HTML, CSS, Redis, Docker, Ansible, Metabase";
    const { skills } = factsOf(`Metabase cherche : ${body}`, { startup: "metabase" });
    expect(skills).toHaveLength(12);
    expect(skills).not.toContain("Metabase");
  });
});
