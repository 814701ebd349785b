import { type Skill, skillKey } from "../../offers/facts/skillNames.ts";
import type { WordProblem, WordReading } from "./yamlFile.ts";

/**
 * Reads the text of `config/competences.txt`: a skill a line, `name = other writings`, those that
 * are also common words with a `?` behind them; a line that begins with `#` is a remark. A writing
 * of two skills is a problem.
 */
export function readSkillFile(text: string): WordReading<readonly Skill[]> {
  const skills: Skill[] = [];
  const problems: WordProblem[] = [];
  const names = new Set<string>();
  const owners = new Map<string, string>();
  for (const [at, line] of text
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const complain = (message: string): void => void problems.push({ line: at + 1, message });
    const skill = skillOf(line, complain);
    if (skill === null) continue;
    skills.push(skill);
    for (const written of [...skill.sure, ...skill.ambiguous]) {
      const owner = owners.get(skillKey(written)) ?? skill.name;
      owners.set(skillKey(written), owner);
      if (owner !== skill.name)
        complain(`${JSON.stringify(written)} is a writing of ${owner} already; leave it to one of the two`);
    }
    if (names.has(skill.name))
      complain(`${JSON.stringify(skill.name)} has a line already; put its writings there`);
    names.add(skill.name);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: skills };
}

function skillOf(line: string, complain: (message: string) => void): Skill | null {
  const [left = "", right, ...more] = line.split(" = ");
  const writings = [left, ...(right === undefined ? [] : right.split(","))].map((written) => written.trim());
  if (more.length > 0)
    complain(`${JSON.stringify(line.trim())} has two "="; write each skill on a line of its own`);
  const faulty = writings.find((written) => !/[\p{L}\p{N}]/u.test(written) || /=|\?./u.test(written));
  if (faulty !== undefined) {
    complain(
      `${JSON.stringify(faulty)} is no name; write "name" or "name = other, another", with "?" only behind a writing`,
    );
    return null;
  }
  const bare = writings.map((written) => written.replace(/\s*\?$/, ""));
  const isAmbiguous = (written: string): boolean => written.endsWith("?");
  return {
    name: bare[0] ?? "",
    sure: bare.filter((_, at) => !isAmbiguous(writings[at] ?? "")),
    ambiguous: bare.filter((_, at) => isAmbiguous(writings[at] ?? "")),
  };
}
