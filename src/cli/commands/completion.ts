import { Argument } from "commander";
import { exitCode } from "../exitCode.js";
import { shells } from "../completion/shells.js";
import type { Shell } from "../completion/shells.js";
import type { CommandDefinition } from "./command.js";

export const completion: CommandDefinition = {
  summary: "Write a script that completes commands, options and runs in a shell.",
  examples: [
    ['eval "$(gloro completion bash)"', "in ~/.bashrc: completes in every new shell"],
    ["gloro completion fish > ~/.config/fish/completions/gloro.fish", "the same for fish"],
  ],
  define(command, act) {
    command.addArgument(new Argument("<shell>", "the shell").choices(Object.keys(shells))).action(
      act(async (output, shell: Shell) => {
        const { completionWords } = await import("../completion/completionWords.js");
        const words = completionWords(command.parent ?? command);
        const script = shells[shell](words);
        output.result({ shell, script }, () => [script]);
        return exitCode.ok;
      }),
    );
  },
};
