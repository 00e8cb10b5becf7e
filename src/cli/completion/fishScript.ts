import type { CommandWords, OptionWords } from "./completionWords.js";

/** Completion for fish, with the summary of each word beside it. */
export function fishScript(commands: readonly CommandWords[]): string {
  const names = commands.filter(({ name }) => !name.includes(" "));
  return [
    ...names.map(
      ({ name, summary }) =>
        `complete -c gloro -n __fish_use_subcommand -f -a ${name} -d ${quote(summary)}`,
    ),
    ...commands.flatMap(linesOf),
  ].join("\n");
}

function linesOf({ name, words, options, takesRun }: CommandWords): string[] {
  const after = name
    .split(" ")
    .map((word) => `__fish_seen_subcommand_from ${word}`)
    .join("; and ");
  const begin = `complete -c gloro -n ${quote(after)}`;
  return [
    ...(words.length > 0 ? [`${begin} -f -a ${quote(words.join(" "))}`] : []),
    ...(takesRun ? [`${begin} -f -a '(gloro runs list --quiet 2>/dev/null)'`] : []),
    ...options.map((option) => `${begin} ${optionOf(option)}`),
  ];
}

function optionOf({ flag, summary, takesValue, choices }: OptionWords): string {
  const long = `-l ${flag.replace(/^--/, "")} -d ${quote(summary)}`;
  if (choices.length > 0) return `${long} -x -a ${quote(choices.join(" "))}`;
  return takesValue ? `${long} -r` : long;
}

function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
