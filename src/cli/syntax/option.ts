import { type Command, Option } from "commander";

/** An option of a command, with the type of its value. Each command line that is read makes it anew. */
export interface OptionSpec<Value> {
  /** Adds the option to a command; what it returns gives the option's value once the line is read. */
  addTo(command: Command): () => Value;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec<unknown>>>;

/** The values of options, by the names that the command gives them. */
export type Values<Specs extends OptionSpecs> = {
  readonly [Name in keyof Specs]: Specs[Name] extends OptionSpec<infer Value> ? Value : never;
};

/** An option without a value, such as `--all`. */
export function flagOption(flags: string, help: string): OptionSpec<boolean> {
  return {
    addTo: (command) => {
      const option = new Option(flags, help);
      command.addOption(option);
      return () => command.getOptionValue(option.attributeName()) === true;
    },
  };
}

/** An option whose value is text as it was typed. */
export function textOption(flags: string, help: string): OptionSpec<string | undefined> {
  return parsedOption(flags, help, (typed) => typed);
}

/**
 * An option whose value is read by `read`, which throws `Mendable` of kind `usage` for
 * text that it does not take.
 */
export function parsedOption<Value>(
  flags: string,
  help: string,
  read: (typed: string) => Value,
): OptionSpec<Value | undefined> {
  return {
    addTo: (command) => {
      let value: Value | undefined;
      command.addOption(new Option(flags, help).argParser((typed) => (value = read(typed))));
      return () => value;
    },
  };
}

/** As `parsed`, with the value that stands where the option is not given; help tells it. */
export function parsedOptionOr<Value>(
  flags: string,
  help: string,
  read: (typed: string) => Value,
  usual: Value,
): OptionSpec<Value> {
  return {
    addTo: (command) => {
      let value = usual;
      command.addOption(new Option(flags, help).argParser((typed) => (value = read(typed))).default(usual));
      return () => value;
    },
  };
}

/** An option that takes one of a few words; the first of them stands where it is not given. */
export function choiceOption<const Word extends string>(
  flags: string,
  help: string,
  words: readonly [Word, ...Word[]],
): OptionSpec<Word> {
  return {
    addTo: (command) => {
      const option = new Option(flags, help).choices(words).default(words[0]);
      command.addOption(option);
      return () => words.find((word) => word === command.getOptionValue(option.attributeName())) ?? words[0];
    },
  };
}

/** Adds options to a command; what it returns gives all their values once the line is read. */
export function addOptions<Specs extends OptionSpecs>(command: Command, specs: Specs): () => Values<Specs> {
  const readers = Object.entries(specs).map(([name, spec]) => [name, spec.addTo(command)] as const);
  return () => Object.fromEntries(readers.map(([name, read]) => [name, read()])) as Values<Specs>;
}
