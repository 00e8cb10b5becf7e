import type { CommandDefinition } from "./command.js";
import { attack } from "./attack.js";
import { bench } from "./bench.js";
import { certify } from "./certify.js";
import { completion } from "./completion.js";
import { engine } from "./engine.js";
import { engines } from "./engines.js";
import { evaluate } from "./evaluate.js";
import { exportModel } from "./export.js";
import { freeze } from "./freeze.js";
import { importModel } from "./import.js";
import { init } from "./init.js";
import { inspect } from "./inspect.js";
import { runs } from "./runs.js";
import { train } from "./train.js";
import { unfreeze } from "./unfreeze.js";
import { verify } from "./verify.js";

/** The commands of `gloro`, in the order of its help. */
export const commands = {
  init,
  train,
  runs,
  evaluate,
  certify,
  verify,
  attack,
  inspect,
  freeze,
  unfreeze,
  export: exportModel,
  import: importModel,
  engines,
  engine,
  bench,
  completion,
} as const satisfies Record<string, CommandDefinition>;
