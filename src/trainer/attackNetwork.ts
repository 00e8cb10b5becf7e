import { copyImage } from "../data/batches/copyImage.js";
import type { Split, TestData } from "../data/dataSet.js";
import { parseLoss } from "../gloro/losses/index.js";
import type { HostTensors } from "../gloro/program.js";
import { attackClaims } from "../model/attack/attackClaims.js";
import type { AttackedClaim, AttackedInputs, AttackSetting } from "../model/attack/attackClaims.js";
import { attackPlan } from "../model/attack/attackOptions.js";
import type { Claim } from "../model/attack/claim.js";
import { shortest } from "../model/attack/shortest.js";
import { steeper } from "../model/attack/steepestMargin.js";
import type { SteepestMargin } from "../model/attack/steepestMargin.js";
import type { NetworkOnEngine } from "../model/networkOnEngine.js";
import { programRows } from "../model/predictRows.js";
import { predictSplit } from "../model/predictSplit.js";
import { attackFigures } from "./attackFigures.js";
import type { AttackFigures } from "./attackFigures.js";
import { layerTightness, marginTightness } from "./lipschitzTightness.js";
import type { LayerTightness, MarginTightness } from "./lipschitzTightness.js";
import { provenClaims } from "./provenClaims.js";
import { provenExamples } from "./provenExamples.js";

/** How hard a network is attacked, and at what. */
export interface AttackCheckOptions {
  /** The radii of the empirical accuracy; default the net's ε. */
  readonly epsilons?: readonly number[] | undefined;
  /** Steps from each start; default 20. */
  readonly steps?: number | undefined;
  /** Starts; default 4. */
  readonly restarts?: number | undefined;
  /** How many of the first test examples are attacked; default all. */
  readonly limit?: number | undefined;
  /** Whether to shorten the way to each input that was broken; default not. */
  readonly minimal?: boolean | undefined;
  /** Told after each part of the work. */
  readonly onProgress?: ((progress: AttackProgress) => void) | undefined;
}

/** How far an attack has come. */
export interface AttackProgress {
  readonly done: number;
  readonly examples: number;
  /** Certificates refuted so far. */
  readonly violations: number;
}

/** What an attack on a network needs. */
export interface AttackedNetwork {
  readonly onEngine: NetworkOnEngine;
  readonly weights: HostTensors;
  readonly data: TestData;
  readonly epsilon: number;
  /** The rows of a batch; default 128. */
  readonly batchSize?: number | undefined;
}

/** What an attack found, beside what is proven. */
export interface AttackCheck extends AttackFigures {
  readonly data: string;
  readonly steps: number;
  readonly restarts: number;
  readonly layers: readonly LayerTightness[];
  /** Of the margin that comes closest to its bound, from the input to the logits. */
  readonly margin?: MarginTightness;
}

// Examples that are in memory at once, with what the attack makes of them.
const blockSize = 1024;

// Images are numbers from 0 to 1.
const imageRange = [0, 1] as const;

/**
 * Attacks a network on test examples. For each ε every right answer is attacked within the images' range;
 * and each certificate, also of a wrong answer, at its radius and anywhere: it holds for all inputs, and
 * this attacker is the stronger one.
 *
 * @throws NoBoundError for a layer that nobody has bounded; GloroError.
 */
export async function attackNetwork(
  { onEngine, weights, data, epsilon, batchSize }: AttackedNetwork,
  { limit, minimal = false, onProgress, ...options }: AttackCheckOptions,
): Promise<AttackCheck> {
  const { network, relaxation } = onEngine;
  const plan = attackPlan(options);
  const split = firstOf(data.test, limit ?? data.test.count);
  const rows = programRows(split.count, batchSize === undefined ? {} : { batchSize });
  const predicting = {
    onEngine,
    loss: parseLoss("crossentropy"),
    metrics: {},
    batchSize: rows,
    keyPrefix: "",
    epsilon,
    lambda: 0,
  };
  const predictions = await predictSplit(split, predicting);
  const { logits, classes } = predictions;
  const epsilons = [...(options.epsilons ?? [epsilon])].sort((a, b) => a - b);
  const proven = await provenExamples(
    { network, weights, predictions, split, relaxation },
    epsilons,
  );
  const size = split.images.length / split.count;
  // No two images are farther apart.
  const claims = provenClaims(proven.examples, logits, Math.sqrt(size));
  const setting: AttackSetting = {
    onEngine,
    constants: proven.constants,
    rows,
    plan,
    judge: async (images) => {
      const judged = { count: rows, images, labels: new Int32Array(rows) };
      return (await predictSplit(judged, predicting)).logits;
    },
  };

  const broken = epsilons.map((): AttackedClaim[] => []);
  const certificates: AttackedClaim[] = [];
  let steepest: SteepestMargin | undefined;
  for (let first = 0; first < split.count; first += blockSize) {
    const here = claims.slice(first, first + blockSize);
    const images = imagesOf(split, first, here.length);
    const last = first + here.length;
    const block = { images, logits: logits.subarray(first * classes, last * classes), first };
    const attack = async (claims: readonly Claim[], range?: AttackSetting["plan"]["range"]) => {
      const inputs: AttackedInputs = { ...block, claims };
      const attacking = { ...setting, plan: { ...plan, range } };
      const result = await attackClaims(inputs, attacking);
      steepest = steeper(steepest, result.steepest);
      return minimal ? shortest(inputs, result.claims, attacking) : result.claims;
    };
    let done: readonly AttackedClaim[] = [];
    for (const [position, radius] of epsilons.entries()) {
      const before = done;
      const open = here.map(({ right: top = [] }, example): Claim => {
        // What breaks at one radius is broken at the larger ones.
        const isOpen = top.length > 0 && !before[example]?.isBroken;
        return { top, radius: isOpen ? radius : 0 };
      });
      const now = await attack(open, imageRange);
      done = now.map((each, example) => (before[example]?.isBroken ? before[example] : each));
      broken[position]?.push(...done);
    }
    certificates.push(...(await attack(here.map(({ certificate }) => certificate))));
    onProgress?.({
      done: last,
      examples: split.count,
      violations: certificates.filter(({ isBroken }) => isBroken).length,
    });
  }
  return {
    data: data.name,
    steps: plan.steps,
    restarts: plan.restarts,
    ...attackFigures({ examples: proven.examples, claims, epsilons, broken, certificates }),
    layers: layerTightness(proven.graph, proven.layers),
    ...(steepest && { margin: marginTightness(steepest) }),
  };
}

function firstOf({ images, labels, count }: Split, limit: number): Split {
  const kept = Math.min(limit, count);
  const size = images.length / count;
  return {
    count: kept,
    images: images.subarray(0, kept * size),
    labels: labels.subarray(0, kept),
  };
}

function imagesOf(split: Split, first: number, count: number): Float32Array {
  const size = split.images.length / split.count;
  const images = new Float32Array(count * size);
  for (let row = 0; row < count; row++) {
    copyImage(split, first + row, images.subarray(row * size, (row + 1) * size));
  }
  return images;
}
