import type { NetworkOnEngine } from "../networkOnEngine.js";
import { attackBatch } from "./attackBatch.js";
import type { AttackPlan } from "./attackOptions.js";
import { startOf } from "./attackOptions.js";
import { distance, pullInside } from "./ball.js";
import { isTop, violation } from "./claim.js";
import type { Claim, MarginMatrix } from "./claim.js";
import { climb } from "./climb.js";
import { steeper } from "./steepestMargin.js";
import type { SteepestMargin } from "./steepestMargin.js";

/** Inputs, and what is claimed of each. */
export interface AttackedInputs {
  /** `claims.length × inputShape`. */
  readonly images: Float32Array;
  /** `claims.length × classes`, as `judge` gives them. */
  readonly logits: Float32Array;
  /** Those of a radius of 0 or less are left alone. */
  readonly claims: readonly Claim[];
  /** The place of the first in its split: random starts depend on it, and not on batches. */
  readonly first: number;
}

/** By what the inputs are attacked. */
export interface AttackSetting {
  readonly onEngine: NetworkOnEngine;
  /** They tell which rival is near; a wrong one makes the attack weaker, and never its verdict wrong. */
  readonly constants: MarginMatrix;
  /** The rows of every batch. */
  readonly rows: number;
  readonly plan: AttackPlan;
  /**
   * The logits of `rows` inputs by the program whose claims are attacked: an attack succeeds where they
   * say so, whatever the attack's own program computed.
   */
  readonly judge: (images: Float32Array) => Promise<Float32Array>;
}

/** What became of a claim. */
export interface AttackedClaim {
  /** Whether an input was found that refutes it. */
  readonly isBroken: boolean;
  /** The worst input found, closer than the claim's radius. */
  readonly image: Float32Array;
  /** Its L2 distance from where the attack began, in Float64 and rounded up. */
  readonly distance: number;
  /** How far the first rival is ahead there, in logits; above 0 only where it is broken. */
  readonly violation: number;
}

/** What an attack found. */
export interface AttackResult {
  readonly claims: readonly AttackedClaim[];
  /** Undefined where no margin of two classes was climbed. */
  readonly steepest: SteepestMargin | undefined;
}

/**
 * Attacks every claim from one start after the other until it is broken, by projected gradient ascent
 * in the L2 norm. Keeps for each the input that violates its claim the most, or comes closest to that.
 */
export async function attackClaims(
  inputs: AttackedInputs,
  setting: AttackSetting,
): Promise<AttackResult> {
  const { plan, rows } = setting;
  const found = inputs.claims.map((claim, example) => unmoved(inputs, claim, example));
  let steepest: SteepestMargin | undefined;
  for (let number = 0; number < plan.restarts; number++) {
    const open = inputs.claims.flatMap(({ radius }, example) =>
      radius > 0 && !found[example]?.isBroken ? [example] : [],
    );
    for (let from = 0; from < open.length; from += rows) {
      const examples = open.slice(from, from + rows);
      const batch = attackBatch(inputs, examples, startOf(number), number, setting);
      const climbed = await climb(batch, setting);
      steepest = steeper(steepest, climbed.steepest);
      const judged = await judgedClaims(inputs, examples, climbed.images, setting);
      for (const [row, example] of examples.entries()) {
        const [before, now] = [found[example], judged[row]];
        if (now && !(now.violation <= (before?.violation ?? NaN))) found[example] = now;
      }
    }
  }
  return { claims: found, steepest };
}

function unmoved(
  { images, logits, claims }: AttackedInputs,
  { top }: Claim,
  example: number,
): AttackedClaim {
  const row = rowOf(logits, claims.length, example);
  return {
    isBroken: false,
    image: rowOf(images, claims.length, example).slice(),
    distance: 0,
    violation: violation(row, top),
  };
}

async function judgedClaims(
  { images, claims }: AttackedInputs,
  examples: readonly number[],
  attacked: Float32Array,
  { judge, rows }: AttackSetting,
): Promise<AttackedClaim[]> {
  const attackedClaims = examples.map((example, row) => {
    const image = rowOf(attacked, rows, row);
    const { top, radius } = claims[example] ?? { top: [], radius: NaN };
    const start = rowOf(images, claims.length, example);
    pullInside(image, start, radius);
    return { image, top, distance: distance(image, start) };
  });
  // The images are views of `attacked`: all of it is judged as it is now.
  const logits = await judge(attacked);
  return attackedClaims.map(({ image, top, distance }, row) => {
    const answer = rowOf(logits, rows, row);
    return { isBroken: !isTop(answer, top), image, distance, violation: violation(answer, top) };
  });
}

/** One row of a flat matrix of `count` rows, as a view. */
function rowOf(values: Float32Array, count: number, row: number): Float32Array {
  const width = values.length / count;
  return values.subarray(row * width, (row + 1) * width);
}
