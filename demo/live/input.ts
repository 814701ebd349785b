import { fold } from "../../src/text/fold.ts";

/** A line typed in the demo, as the wish that it stands for. */
export type Input =
  | { readonly do: "say"; readonly text: string }
  | { readonly do: "reply"; readonly text: string }
  | { readonly do: "room"; readonly number: number | null }
  | { readonly do: "help" }
  | { readonly do: "quit" }
  | { readonly do: "nothing" }
  | { readonly do: "unknown"; readonly word: string };

/** Reads a line: without a slash at its beginning it is said in the room; `//` says a slash. Accents are optional. */
export function readInput(line: string): Input {
  const text = line.trim();
  if (text === "") return { do: "nothing" };
  if (!text.startsWith("/")) return { do: "say", text };
  if (text.startsWith("//")) return { do: "say", text: text.slice(1) };
  const [word = "", ...rest] = text.slice(1).split(/\s+/);
  const argument = rest.join(" ");
  switch (fold(word)) {
    case "salon":
      return { do: "room", number: /^\d{1,3}$/.test(argument) ? Number(argument) : null };
    case "reponse":
    case "r":
      return { do: "reply", text: argument || "!offre" };
    case "aide":
      return { do: "help" };
    case "quitter":
    case "q":
      return { do: "quit" };
    default:
      return { do: "unknown", word: `/${word}` };
  }
}
