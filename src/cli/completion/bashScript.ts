import type { CommandWords } from "./completionWords.js";

/** Completion for bash: words first, files where no word fits. */
export function bashScript(commands: readonly CommandWords[]): string {
  const topLevel = commands.filter(({ name }) => !name.includes(" ")).map(({ name }) => name);
  return `_gloro() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local command="\${COMP_WORDS[1]}" words="${topLevel.join(" ")} --help --version"
  if (( COMP_CWORD > 1 )); then
    case "$command \${COMP_WORDS[2]}" in
${commands.filter(isSubcommand).map(arm).join("\n")}
      *) case "$command" in
${commands
  .filter((command) => !isSubcommand(command))
  .map(arm)
  .join("\n")}
        *) words="" ;;
      esac ;;
    esac
  fi
  COMPREPLY=( $(compgen -W "$words" -- "$current") )
}
complete -o default -F _gloro gloro`;
}

function isSubcommand({ name }: CommandWords): boolean {
  return name.includes(" ");
}

function arm({ name, words, options, takesRun }: CommandWords): string {
  const runs = takesRun ? " last $(gloro runs list --quiet 2>/dev/null)" : "";
  const all = [...words, ...options.map(({ flag }) => flag), "--help"].join(" ");
  const values = options
    .filter(({ takesValue }) => takesValue)
    .map(({ flag, choices }) => `${flag}) words="${choices.join(" ")}" ;;`);
  const cases = [...values, `*) words="${all}${runs}" ;;`].join(" ");
  return `      "${name}") case "$previous" in ${cases} esac ;;`;
}
