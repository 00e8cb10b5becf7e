import { entry } from "../../gloro/entry.js";
import { GloroError } from "../../gloro/errors.js";
import type { HostTensor } from "../../gloro/program.js";
import { certify, lipschitzOf, logitsOf } from "../certification.js";
import { readExamples } from "../examples.js";
import type { InputNumbers } from "../inputNumbers.js";
import type { NetworkOnEngine } from "../networkOnEngine.js";
import { programRows } from "../predictRows.js";
import type { PredictionOptions } from "../predictRows.js";
import { attackClaims } from "./attackClaims.js";
import { attackPlan } from "./attackOptions.js";
import type { AttackOptions } from "./attackOptions.js";
import { rankingOf } from "./claim.js";
import type { Claim } from "./claim.js";

/** What is attacked, and how hard. */
export interface NetAttackOptions extends AttackOptions, PredictionOptions {
  /** How far inputs may move in the L2 norm, all alike or one by one; default the net's ε. */
  readonly radius?: number | readonly number[];
}

/** The attacked inputs, one for each input. */
export interface Attacked {
  /** `[N, ...inputShape]`: those that overturn the answer, or come closest to it. */
  readonly images: HostTensor;
  /** Whether the answer changed. */
  readonly isBroken: readonly boolean[];
  /** How far each moved in the L2 norm: less than its radius. */
  readonly distances: readonly number[];
}

/**
 * Attacks the answers of a net: the predicted class, and of a relaxed net the top k with the largest
 * radius. Throws GloroError for radii that are no numbers of at least 0, or not one for each input.
 */
export async function attackNet(
  onEngine: NetworkOnEngine,
  epsilon: number,
  x: InputNumbers,
  { radius = epsilon, batchSize, ...options }: NetAttackOptions,
): Promise<Attacked> {
  const { network } = onEngine;
  const plan = attackPlan(options);
  // A copy: the caller may change its memory while the attack runs.
  const examples = await readExamples(x, network);
  const images = examples.images.slice();
  const rows = programRows(examples.count, batchSize === undefined ? {} : { batchSize });
  const shapeOf = (count: number) => [count, ...network.inputShape];
  const logitsAt = async (data: Float32Array, count: number) => {
    const logits = await logitsOf(onEngine, { shape: shapeOf(count), data }, { batchSize: rows });
    return Float32Array.from(logits.data);
  };
  const input = { shape: shapeOf(examples.count), data: images };
  const logits = await logitsAt(images, examples.count);
  const radii = checkedRadii(radius, examples.count);
  const tops = await topsOf(onEngine, epsilon, input, logits);
  const constants = await lipschitzOf(onEngine, onEngine.frozen);
  const { claims } = await attackClaims(
    {
      images,
      logits,
      claims: tops.map((top, index): Claim => ({ top, radius: radii[index] ?? 0 })),
      first: 0,
    },
    {
      onEngine,
      constants: {
        classes: network.classes,
        values: entry(constants, "lipschitzConstant").data,
      },
      rows,
      plan,
      judge: (attacked) => logitsAt(attacked, rows),
    },
  );
  for (const [index, { image }] of claims.entries()) images.set(image, index * image.length);
  return {
    images: { shape: input.shape, dtype: "float32", data: images },
    isBroken: claims.map(({ isBroken }) => isBroken),
    distances: claims.map(({ distance }) => distance),
  };
}

async function topsOf(
  onEngine: NetworkOnEngine,
  epsilon: number,
  x: InputNumbers,
  logits: Float32Array,
): Promise<number[][]> {
  const { classes } = onEngine.network;
  const rankings = Array.from({ length: logits.length / classes }, (_, example) =>
    rankingOf(logits.subarray(example * classes, (example + 1) * classes)),
  );
  if (!onEngine.relaxation) return rankings.map((ranking) => ranking.slice(0, 1));
  const { relaxedRadii } = await certify(onEngine, epsilon, ["relaxedRadii"], x);
  const largestK = relaxedRadii.shape[1] ?? 1;
  return rankings.map((ranking, example) => {
    const radii = relaxedRadii.data.subarray(example * largestK, (example + 1) * largestK);
    return ranking.slice(0, radii.indexOf(Math.max(...radii)) + 1);
  });
}

function checkedRadii(radius: number | readonly number[], count: number): readonly number[] {
  const radii = typeof radius === "number" ? Array<number>(count).fill(radius) : radius;
  if (radii.length !== count) {
    throw new GloroError(
      `There are ${count} inputs, but ${radii.length} radii. Give one for each.`,
    );
  }
  const bad = radii.find((each) => !(each >= 0 && each < Infinity));
  if (bad === undefined) return radii;
  throw new GloroError(`An attack's radius must be a finite number of at least 0, got ${bad}.`);
}
