import { randomStream } from "../../data/random/randomStream.js";
import type { HostTensor, HostTensors } from "../../gloro/program.js";
import type { AttackedInputs, AttackSetting } from "./attackClaims.js";
import type { AttackStart } from "./attackOptions.js";
import { moveAtRandom } from "./ball.js";
import { nearestPairs } from "./claim.js";
import type { Claim, ClassPair } from "./claim.js";

/** A batch of attacks from one start. The rows after `count` repeat the last. */
export interface AttackBatch {
  readonly count: number;
  readonly objective: AttackStart["objective"];
  /** `rows`. */
  readonly claims: readonly Claim[];
  /** `rows`: the pairs that are worked on, one each; none where all are. */
  readonly pairs: readonly (ClassPair | undefined)[];
  /** Where the attack begins, `rows × inputShape`. */
  readonly images: HostTensor;
  /** What every step is given besides where it stands and how far it goes. */
  readonly constant: Readonly<Record<"start" | "radii" | "top" | "rivals", HostTensor>> &
    HostTensors;
}

/** The batch of start `number` on these examples; `start` is what that number does. */
export function attackBatch(
  { images, logits, claims, first }: AttackedInputs,
  examples: readonly number[],
  { objective, pair, isRandom }: AttackStart,
  number: number,
  { onEngine: { network }, rows, constants, plan }: AttackSetting,
): AttackBatch {
  const { classes } = network;
  const size = images.length / claims.length;
  const start = new Float32Array(rows * size);
  const begin = new Float32Array(rows * size);
  const top = new Float32Array(rows * classes);
  const rivals = new Float32Array(rows * classes);
  const rowExamples = Array.from(
    { length: rows },
    (_, row) => examples[row] ?? examples.at(-1) ?? 0,
  );
  const rowClaims = rowExamples.map((example) => claims[example] ?? { top: [0], radius: 0 });
  const pairs = rowExamples.map((example, row): ClassPair | undefined => {
    const claim = rowClaims[row] ?? { top: [0], radius: 0 };
    const image = images.subarray(example * size, (example + 1) * size);
    start.set(image, row * size);
    begin.set(image, row * size);
    if (isRandom) {
      const moved = begin.subarray(row * size, (row + 1) * size);
      const random = randomStream(plan.seed, number, first + example);
      moveAtRandom(moved, claim.radius, random, plan.range);
    }
    if (pair === undefined) {
      rivals.fill(1, row * classes, (row + 1) * classes);
      for (const each of claim.top) {
        top[row * classes + each] = 1;
        rivals[row * classes + each] = 0;
      }
      return undefined;
    }
    const answer = logits.subarray(example * classes, (example + 1) * classes);
    const nearest = nearestPairs(answer, claim.top, constants);
    const worked = nearest[pair % nearest.length];
    if (worked) {
      top[row * classes + worked.top] = 1;
      rivals[row * classes + worked.rival] = 1;
    }
    return worked;
  });
  const imageShape = [rows, ...network.inputShape];
  return {
    count: examples.length,
    objective,
    claims: rowClaims,
    pairs,
    images: float32(imageShape, begin),
    constant: {
      start: float32(imageShape, start),
      radii: float32(
        [rows],
        Float32Array.from(rowClaims, ({ radius }) => radius),
      ),
      top: float32([rows, classes], top),
      rivals: float32([rows, classes], rivals),
    },
  };
}

function float32(shape: readonly number[], data: Float32Array): HostTensor {
  return { shape, dtype: "float32", data };
}
