import { parseAugmentation } from "../data/augmentation/parseAugmentation.js";
import { checkArchitecture } from "../gloro/architectures/index.js";
import { GloroError, UnknownWordError } from "../gloro/errors.js";
import { parseLoss } from "../gloro/losses/index.js";
import { parseRelaxation } from "../gloro/relaxations/parseRelaxation.js";
import { parseSchedule } from "../gloro/schedules/index.js";
import type { ConfigProblem } from "./configProblem.js";
import { suggestion } from "./nearestWord.js";
import { validKeys } from "./validKeys.js";
import type { ValidKeys } from "./validKeys.js";

/**
 * What is wrong with the words that have a grammar of their own: it is the method's parsers that know.
 * This needs TF.js, which is why reading a run does not do it.
 */
export function wordProblems(config: unknown): ConfigProblem[] {
  const keys = validKeys.safeParse(config).data;
  if (!keys) return [];
  return Object.entries(checks).flatMap(([key, check]) => {
    try {
      check(keys);
      return [];
    } catch (error) {
      if (!(error instanceof GloroError)) throw error;
      return {
        path: [key],
        message: `${key}: ${explain(error)}`,
        ...(error instanceof UnknownWordError && {
          choice: { word: error.word, known: error.known },
        }),
      };
    }
  });
}

const checks = {
  architecture: ({ architecture }) => {
    if (typeof architecture === "string") checkArchitecture(architecture);
    else if (architecture && "name" in architecture) {
      const { name, ...options } = architecture;
      checkArchitecture(name, options);
    }
  },
  loss: ({ loss }) => loss !== undefined && parseLoss(loss),
  relaxation: (keys) =>
    keys.relaxation !== undefined && parseRelaxation(keys.relaxation, declaredClasses(keys)),
  epsilonSchedule: ({ epsilonSchedule, epochs, epsilon, trainingEpsilon = epsilon }) => {
    checkSchedule(epsilonSchedule, epochs, trainingEpsilon);
  },
  lambdaSchedule: ({ lambdaSchedule, epochs }) => {
    checkSchedule(lambdaSchedule, epochs, 1);
  },
  learningRateSchedule: ({ learningRateSchedule, epochs, learningRate }) => {
    checkSchedule(learningRateSchedule, epochs, learningRate);
  },
  precision: ({ precision, engine }) => {
    if (precision === "bfloat16") checkAccelerates("bfloat16", engine);
  },
  xla: ({ xla, engine }) => {
    if (xla) checkAccelerates("true", engine);
  },
  augmentation: ({ augmentation }) => augmentation !== undefined && parseAugmentation(augmentation),
  devices: ({ devices = 1, batchSize, engine, precision, xla }) => {
    if (devices > 1) checkAccelerates(String(devices), engine);
    if (devices > 1 && (precision === "bfloat16" || xla))
      throw new GloroError(
        `${devices} devices train in float32 and without xla: leave ${xla ? "xla" : "precision"} out, or set devices to 1.`,
      );
    if (batchSize === null || batchSize % devices === 0) return;
    throw new GloroError(
      `${devices} devices cannot share a batchSize of ${batchSize} evenly; make it a multiple of ${devices}.`,
    );
  },
  stepsPerCall: ({ stepsPerCall = 1, metrics, checkpoints }) => {
    checkTogether(stepsPerCall, "metrics.everySteps", metrics?.everySteps);
    checkTogether(stepsPerCall, "checkpoints.everySteps", checkpoints?.everySteps);
  },
} satisfies Partial<Record<keyof ValidKeys, (keys: ValidKeys) => unknown>>;

/** The number of classes, where the config tells it; else training finds it out from the data. */
function declaredClasses({ architecture, data }: ValidKeys): number | undefined {
  const hasLayers = typeof architecture === "object" && "layers" in architecture;
  const head = hasLayers ? architecture.layers.at(-1) : undefined;
  if (head?.kind === "dense") return head.units;
  return typeof data === "object" ? data.classes : undefined;
}

/** The engine is named where training is to be accelerated: `auto` may find another. */
function checkAccelerates(value: string, engine: ValidKeys["engine"]): void {
  if (engine !== "tensorflow")
    throw new GloroError(`${value} needs "engine": "tensorflow", got "${engine ?? "auto"}".`);
}

/** Nothing can be done between the steps of one call. */
function checkTogether(stepsPerCall: number, key: string, everySteps = Infinity): void {
  if (stepsPerCall > everySteps)
    throw new GloroError(
      `${stepsPerCall} steps never come together, since ${key} parts them after ${everySteps}; make that ${stepsPerCall} at least, or stepsPerCall smaller.`,
    );
}

function checkSchedule(
  schedule: string | undefined,
  epochs: number | undefined,
  base: number | undefined,
): void {
  if (schedule === undefined || epochs === undefined || base === undefined) return;
  parseSchedule(schedule, epochs, base);
}

function explain(error: GloroError): string {
  if (!(error instanceof UnknownWordError)) return error.message;
  const { expected, word, known } = error;
  const rest = suggestion(word, known) ?? `. Known: ${known.join(", ")}.`;
  return `unknown ${expected} "${word}"${rest}`;
}
