import { GloroError } from "../gloro/errors.js";
import { parseSchedule } from "../gloro/schedules/index.js";
import type { Schedule } from "../gloro/schedules/index.js";
import type { Config } from "./config.js";
import type { EpochLine, Evaluation, MetricsLine, RadiusHistogram, StepsLine } from "./metrics.js";
import { notFinite } from "./notFinite.js";
import type { RunState } from "./state.js";
import type { VraFinding } from "./vraFinding.js";

/** What of a run the findings rest on. */
export interface TrainedRun {
  readonly config: Config;
  readonly state: Pick<RunState, "status" | "message">;
  readonly lines: readonly MetricsLine[];
  /** A margin's Lipschitz bound beside the steepest slope that an attack saw, where there was an attack. */
  readonly tightness?: { readonly bound: number; readonly atLeast: number } | undefined;
}

/** A share of this size is worth the effort that it takes to win it back: 5 of 100 test examples. */
const noticeable = 0.05;
/** An accuracy that fell by this much is no noise of an epoch: those of small test splits reach 0.03. */
const collapse = 0.1;
/** Of the epochs, the last part in which a training that was long enough has settled. */
const lastPart = 0.25;
/** A VRA that gained more in that part would have gained more still; recipes as published gain 0.003. */
const rise = 0.01;
/** In networks that train well no layer is beyond twice the others' mean. */
const dominance = 4;
/** Five power iterations a step follow the weights within 1 %. */
const lag = 1.05;
/** A bound that is tight to a half costs no more than half of each certified radius. */
const loose = 0.5;
/** ε at the end of a schedule, rounded, is ε. */
const almost = 0.999;

/** Looks through a run's numbers for what keeps its VRA low, the gravest first. */
export function vraFindings(run: TrainedRun): VraFinding[] {
  const epochs = run.lines.filter((line) => line.type === "epoch");
  const steps = run.lines.findLast((line) => line.type === "steps");
  const evaluated = epochs.filter(isEvaluated);
  const last = epochs.at(-1);
  const latest = evaluated.at(-1);
  const best = bestOf(evaluated);
  return [
    leftTheNumbers(run),
    last && collapsed(last, epochs),
    last && radiusNotReached(last, run.config),
    ...(best ? lostVra(best, run.config) : []),
    latest && overfitted(latest, run.config),
    run.state.status === "finished" ? stillRising(evaluated, run.config) : undefined,
    latest && dominantLayer(latest.evaluation),
    latest && laggingEstimates(latest, steps, run.config),
    looseBound(run),
  ].filter((finding) => finding !== undefined);
}

type EvaluatedLine = EpochLine & { readonly evaluation: Evaluation };

function isEvaluated(line: EpochLine): line is EvaluatedLine {
  return line.evaluation !== undefined;
}

function bestOf(lines: readonly EvaluatedLine[]): EvaluatedLine | undefined {
  return lines.reduce<EvaluatedLine | undefined>(
    (best, line) => (best && best.evaluation.vra >= line.evaluation.vra ? best : line),
    undefined,
  );
}

function leftTheNumbers({ state, lines }: TrainedRun): VraFinding | undefined {
  if (state.status !== "failed" || !state.message?.includes(notFinite)) return undefined;
  return { kind: "notFinite", epoch: Math.floor(lines.at(-1)?.epoch ?? 0) + 1 };
}

/** Only against epochs that were no easier: accuracy falls where ε and λ grow, as it should. */
function collapsed(last: EpochLine, epochs: readonly EpochLine[]): VraFinding | undefined {
  const { epoch, train, learningRate } = last;
  const asHard = epochs.filter(
    ({ epsilon, lambda }) => epsilon >= last.epsilon * almost && lambda >= last.lambda * almost,
  );
  const best = asHard.reduce((a, b) => (b.train.cleanAccuracy > a.train.cleanAccuracy ? b : a));
  const { cleanAccuracy } = train;
  if (best.train.cleanAccuracy - cleanAccuracy < collapse) return undefined;
  return {
    kind: "collapsed",
    epoch,
    cleanAccuracy,
    best: best.train.cleanAccuracy,
    bestEpoch: best.epoch,
    learningRate,
  };
}

function radiusNotReached({ epoch }: EpochLine, config: Config): VraFinding | undefined {
  const { epsilon, epochs, trainingEpsilon } = config;
  const schedule = epsilonSchedule(config);
  if (!schedule) return undefined;
  const trainedAt = (time: number) => trainingEpsilon * schedule.at(time);
  const isEnough = (time: number) => trainedAt(time) >= epsilon * almost;
  if (isEnough(epoch)) return undefined;
  const ahead = Array.from({ length: Math.max(0, epochs - epoch) }, (_, more) => epoch + 1 + more);
  const reachedAt = ahead.find(isEnough);
  return {
    kind: "radiusNotReached",
    epsilon,
    trained: trainedAt(epoch),
    epoch,
    epochs,
    ...(reachedAt !== undefined && { reachedAt }),
  };
}

/** Of a run that another program wrote nobody has checked it. */
function epsilonSchedule(config: Config): Schedule | undefined {
  try {
    return parseSchedule(config.epsilonSchedule, config.epochs, config.trainingEpsilon);
  } catch (error) {
    if (error instanceof GloroError) return undefined;
    throw error;
  }
}

/** Of the larger part of what is missing: right answers not certified, or wrong answers. */
function lostVra({ evaluation, lambda }: EvaluatedLine, config: Config): VraFinding[] {
  const { cleanAccuracy, vra, rejectionRate, histogram } = evaluation;
  const { epsilon, trainingEpsilon } = config;
  const uncertified = cleanAccuracy - vra;
  const wrong = 1 - cleanAccuracy;
  if (Math.max(uncertified, wrong) < noticeable) return [];
  if (wrong > uncertified) return [{ kind: "wrongAnswers", cleanAccuracy, vra }];
  return [
    {
      kind: "smallMargins",
      epsilon,
      cleanAccuracy,
      vra,
      rejectionRate,
      medianRadius: medianRadius(histogram),
      trainingEpsilon,
      ...(hasLambda(config) && { lambda }),
    },
  ];
}

/** Only TRADES has a λ. */
function hasLambda({ loss }: Config): boolean {
  return /^(sparse_)?trades_/.test(typeof loss === "string" ? loss : loss.name);
}

/** The radius that half of the right answers are certified to, straight within its bin. */
function medianRadius({ edges, counts }: RadiusHistogram): number {
  const half = counts.reduce((sum, count) => sum + count, 0) / 2;
  let below = 0;
  for (const [bin, count] of counts.entries()) {
    const [from = 0, to = 0] = [edges[bin], edges[bin + 1]];
    if (below + count >= half)
      return count === 0 ? from : from + ((half - below) / count) * (to - from);
    below += count;
  }
  return 0;
}

function overfitted({ train, epsilon, evaluation }: EvaluatedLine, config: Config) {
  // At a smaller ε than that of the test, more is certified whatever the images.
  const measures =
    epsilon >= config.epsilon ? (["vra", "cleanAccuracy"] as const) : (["cleanAccuracy"] as const);
  const gapOf = (measure: "vra" | "cleanAccuracy") => train[measure] - evaluation[measure];
  const measure = measures.find((each) => gapOf(each) >= noticeable);
  if (measure === undefined) return undefined;
  const { augmentation } = config;
  return {
    kind: "overfitted",
    measure,
    train: train[measure],
    test: evaluation[measure],
    augmentation,
  } satisfies VraFinding;
}

function stillRising(
  evaluated: readonly EvaluatedLine[],
  { epochs }: Config,
): VraFinding | undefined {
  const latest = evaluated.at(-1);
  const earlier = evaluated.findLast(({ epoch }) => epoch <= epochs * (1 - lastPart));
  if (!latest || !earlier) return undefined;
  const [vra, before] = [latest.evaluation.vra, earlier.evaluation.vra];
  if (vra - before < rise) return undefined;
  return { kind: "stillRising", vra, before, sinceEpoch: earlier.epoch, epochs };
}

function dominantLayer({ lipschitz, subLipschitz }: Evaluation): VraFinding | undefined {
  const [largest, ...rest] = Object.entries(lipschitz).sort(([, a], [, b]) => b - a);
  if (!largest || rest.length === 0) return undefined;
  const [layer, constant] = largest;
  const others = Math.exp(rest.reduce((sum, [, each]) => sum + Math.log(each), 0) / rest.length);
  if (!(constant >= dominance * others && constant > 1)) return undefined;
  return { kind: "dominantLayer", layer, constant, others, product: subLipschitz };
}

function laggingEstimates(
  { step, evaluation }: EvaluatedLine,
  steps: StepsLine | undefined,
  { powerIterations }: Config,
): VraFinding | undefined {
  // Later steps are of other weights.
  if (steps?.step !== step) return undefined;
  const trained = Object.values(steps.lipschitz).reduce((product, each) => product * each, 1);
  const settled = evaluation.subLipschitz;
  if (!(settled >= lag * trained)) return undefined;
  return { kind: "laggingEstimates", trained, settled, powerIterations };
}

function looseBound({ tightness }: TrainedRun): VraFinding | undefined {
  if (!tightness || !(tightness.atLeast < loose * tightness.bound)) return undefined;
  const { bound, atLeast } = tightness;
  return { kind: "looseBound", bound, atLeast };
}
