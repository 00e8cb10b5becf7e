import type { CommandDefinition } from "./command.js";
import { defineRefreezing } from "./refreezing.js";

export const unfreeze: CommandDefinition = {
  summary: "Let the Lipschitz constant of a frozen net be computed from its weights again.",
  examples: [
    ["gloro unfreeze net.gloronet", "in the file itself: gloro 1.1.1 loads it again"],
    ["gloro unfreeze frozen.gloronet -o net.gloronet", "in another file"],
  ],
  define: defineRefreezing("unfreeze"),
};
