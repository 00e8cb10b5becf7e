import { bashScript } from "./bashScript.js";
import type { CommandWords } from "./completionWords.js";

/** Completion for zsh, which runs the script of bash through its own adapter. */
export function zshScript(commands: readonly CommandWords[]): string {
  return `autoload -U +X compinit && compinit
autoload -U +X bashcompinit && bashcompinit
${bashScript(commands)}`;
}
