import { randomStream } from "../../data/random/randomStream.js";
import type { HostTensor } from "../../gloro/program.js";
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
  readonly constant: Readonly<Record<"start" | "radii" | "top" | "rivals", HostTensor>>;
}

/** The batch of start `number` on these examples; `start` is what that number does. */
export function attackBatch(
  inputs: AttackedInputs,
  examples: readonly number[],
  { objective, pair, isRandom }: AttackStart,
  number: number,
  { onEngine: { network }, rows, constants, plan }: AttackSetting,
): AttackBatch {
  const { classes } = network;
  const size = inputs.images.length / inputs.claims.length;
  const [start, begin] = [new Float32Array(rows * size), new Float32Array(rows * size)];
  const [top, rivals] = [new Float32Array(rows * classes), new Float32Array(rows * classes)];
  const claims: Claim[] = [];
  const pairs: (ClassPair | undefined)[] = [];
  for (let row = 0; row < rows; row++) {
    const example = examples[row] ?? examples.at(-1) ?? 0;
    const claim = inputs.claims[example] ?? { top: [], radius: 0 };
    claims.push(claim);

    const image = inputs.images.subarray(example * size, (example + 1) * size);
    start.set(image, row * size);
    begin.set(image, row * size);
    if (isRandom) {
      const moved = begin.subarray(row * size, (row + 1) * size);
      const random = randomStream(plan.seed, number, inputs.first + example);
      moveAtRandom(moved, claim.radius, random, plan.range);
    }

    const logits = inputs.logits.subarray(example * classes, (example + 1) * classes);
    const nearest = nearestPairs(logits, claim.top, constants);
    const worked = pair === undefined ? undefined : nearest[pair % nearest.length];
    pairs.push(worked);
    for (const each of worked ? [worked] : nearest) {
      top[row * classes + each.top] = 1;
      rivals[row * classes + each.rival] = 1;
    }
  }
  const imageShape = [rows, ...network.inputShape];
  const radii = Float32Array.from(claims, ({ radius }) => radius);
  return {
    count: examples.length,
    objective,
    claims,
    pairs,
    images: float32(imageShape, begin),
    constant: {
      start: float32(imageShape, start),
      radii: float32([rows], radii),
      top: float32([rows, classes], top),
      rivals: float32([rows, classes], rivals),
    },
  };
}

function float32(shape: readonly number[], data: Float32Array): HostTensor {
  return { shape, dtype: "float32", data };
}
