import type { CommandDefinition } from "./command.js";
import { bench } from "./bench.js";
import { certify } from "./certify.js";
import { completion } from "./completion.js";
import { engines } from "./engines.js";
import { evaluate } from "./evaluate.js";
import { init } from "./init.js";
import { runs } from "./runs.js";
import { train } from "./train.js";

/** The commands of `gloro`, in the order of its help. */
export const commands = {
  init,
  train,
  runs,
  evaluate,
  certify,
  engines,
  bench,
  completion,
} as const satisfies Record<string, CommandDefinition>;
