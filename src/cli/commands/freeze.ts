import type { CommandDefinition } from "./command.js";
import { defineRefreezing } from "./refreezing.js";

export const freeze: CommandDefinition = {
  summary: "Keep the Lipschitz constant of a .gloronet file's net as a constant.",
  examples: [
    ["gloro freeze net.gloronet", "settles the estimate and stores it in the file itself"],
    ["gloro freeze net.gloronet -o frozen.gloronet", "in another file"],
  ],
  define: defineRefreezing("freeze"),
};
