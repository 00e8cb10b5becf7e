import { attackStep } from "../../gloro/programs/index.js";
import { outputValues } from "../programOutputs.js";
import type { AttackBatch } from "./attackBatch.js";
import type { AttackSetting } from "./attackClaims.js";
import { stepSize } from "./attackOptions.js";
import { slopeOf, steeper } from "./steepestMargin.js";
import type { SteepestMargin } from "./steepestMargin.js";

/** Where a climb came to. */
export interface Climbed {
  /** Of each row the input with the largest objective on the way, `rows × inputShape`. */
  readonly images: Float32Array;
  readonly steepest: SteepestMargin | undefined;
}

/** Takes all steps of a batch of attacks from one start. */
export async function climb(
  { count, objective, claims, pairs, images: begin, constant }: AttackBatch,
  { onEngine, rows, constants, plan: { steps, range } }: AttackSetting,
): Promise<Climbed> {
  const program = {
    key: `attackStep/${objective}/${range?.join("..") ?? "anywhere"}/${rows}`,
    make: () => attackStep({ network: onEngine.network, objective, batchSize: rows, range }),
  };
  const best = new Float32Array(begin.data);
  const largest = new Float64Array(rows).fill(-Infinity);
  const size = best.length / rows;
  let steepest: SteepestMargin | undefined;
  let images = begin;
  // One more call than steps: a call tells how good the inputs are that it is given.
  for (let step = 0; step <= steps; step++) {
    const sizes = Float32Array.from(claims, ({ radius }) => stepSize(radius, step, steps));
    const stepSizes = { shape: [rows], dtype: "float32", data: sizes } as const;
    const outputs = await onEngine.run(program, { ...constant, images, stepSizes });
    const objectives = outputValues(outputs, "objective");
    const slopes = outputValues(outputs, "slope");
    for (let row = 0; row < count; row++) {
      const pair = pairs[row];
      if (pair) steepest = steeper(steepest, slopeOf(pair, slopes[row] ?? NaN, constants));
      const value = objectives[row] ?? NaN;
      if (!(value > (largest[row] ?? NaN))) continue;
      largest[row] = value;
      best.set(images.data.subarray(row * size, (row + 1) * size), row * size);
    }
    images = { ...images, data: outputValues(outputs, "images") };
  }
  return { images: best, steepest };
}
