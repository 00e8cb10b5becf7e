import { bashScript } from "./bashScript.js";
import type { CommandWords } from "./completionWords.js";
import { fishScript } from "./fishScript.js";
import { zshScript } from "./zshScript.js";

export type Shell = "bash" | "zsh" | "fish";

/** The completion script of each shell. */
export const shells: { [S in Shell]: (commands: readonly CommandWords[]) => string } = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};
