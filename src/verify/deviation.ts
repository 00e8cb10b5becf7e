import { addAffine, constantly, scaleAffine, type AffineBound } from "../certify/affineBound.js";
import type { Merge } from "../certify/layers.js";
import {
  addUp,
  exactly,
  multiplyUp,
  squareRootUp,
  wholeSquareRootUp,
  type UpperBound,
} from "../certify/upperBound.js";

/** A precision: unit roundoff u, smallest normal number, and a power of two below the largest. */
export interface Precision {
  readonly u: number;
  readonly smallest: number;
  readonly largest: number;
}

export const float32: Precision = { u: 2 ** -24, smallest: 2 ** -126, largest: 2 ** 127 };
export const float64: Precision = { u: 2 ** -53, smallest: 2 ** -1022, largest: 2 ** 1023 };

/** What the rounding of one layer rests on. */
export interface LayerNumbers {
  readonly bound: UpperBound;
  readonly magnitude: UpperBound;
  readonly offset: UpperBound;
  readonly additions: number;
  readonly roundings: number;
  readonly elementary: UpperBound;
  readonly entries: number;
  /** Positions of the layers that it reads, −1 for the input. */
  readonly inputs: readonly number[];
  readonly merge: Merge["kind"] | undefined;
}

/** Norms at a point: of a layer's output, and of the sums of the sizes of the terms behind it. */
export interface NormsAt {
  readonly norm: UpperBound;
  readonly terms: UpperBound | undefined;
}

/** Of a layer's output, as ρ grows: its norm, and its error in floating point. */
export interface Deviation {
  readonly norm: AffineBound;
  readonly error: AffineBound;
  /** Nothing overflows up to this ρ. */
  readonly limit: number;
}

/** exp and the like are off by at most so many u. */
const elementaryRoundoffs = 16;

// Above this the terms of second order are not small.
const mostOfAll = 1 / 4;

/** The error of a computed sum s of terms t is at most `terms·Σ|t| + sum·|s|`. */
function sumFactors(
  { u }: Precision,
  { additions, roundings }: Pick<LayerNumbers, "additions" | "roundings">,
): { readonly terms: UpperBound; readonly sum: UpperBound } {
  const all = exactly((additions + roundings) * u);
  if (all > mostOfAll) throw new RangeError(`Nothing bounds a sum of ${additions + 1} terms.`);
  const second = multiplyUp(all, exactly(2 * all));
  return {
    terms: addUp(exactly((roundings + additions / 2) * u), second),
    sum: exactly((additions / 2) * u),
  };
}

/**
 * docs/soundness.md, step 2: `D ← L·D + rounding`, `r ← L·r + ‖f(0)‖`, layer by layer.
 *
 * @param at norms at a point x; ρ is the distance from x then, else the norm of the input
 * @returns of the input first, then of each layer
 */
export function deviations(
  layers: readonly LayerNumbers[],
  precision: Precision,
  at?: { readonly input: UpperBound; readonly layers: readonly NormsAt[] },
): readonly Deviation[] {
  const input: Deviation = {
    norm: { slope: exactly(1), constant: at?.input ?? exactly(0) },
    error: constantly(exactly(0)),
    limit: precision.largest,
  };
  const done = [input];
  for (const [position, layer] of layers.entries()) {
    const branches = layer.inputs.map((source) => done[source + 1] ?? input);
    done.push(
      after(
        layer,
        branches.reduce(layer.merge === "concatenate" ? beside : plus),
        precision,
        at?.layers[position],
      ),
    );
  }
  return done;
}

function plus(a: Deviation, b: Deviation): Deviation {
  const limit = Math.min(a.limit, b.limit);
  return { norm: addAffine(a.norm, b.norm), error: addAffine(a.error, b.error), limit };
}

function beside(a: Deviation, b: Deviation): Deviation {
  const limit = Math.min(a.limit, b.limit);
  return { norm: hypotenuses(a.norm, b.norm), error: hypotenuses(a.error, b.error), limit };
}

function hypotenuses(a: AffineBound, b: AffineBound): AffineBound {
  return {
    slope: hypotenuse(a.slope, b.slope),
    constant: hypotenuse(a.constant, b.constant),
  };
}

function hypotenuse(a: UpperBound, b: UpperBound): UpperBound {
  return squareRootUp(addUp(multiplyUp(a, a), multiplyUp(b, b)));
}

function after(
  layer: LayerNumbers,
  input: Deviation,
  precision: Precision,
  at: NormsAt | undefined,
): Deviation {
  const { bound, magnitude, offset, elementary, entries } = layer;
  const grown = addAffine(scaleAffine(input.norm, bound), constantly(offset));
  const norm = at ? { ...grown, constant: at.norm } : grown;
  const carried = scaleAffine(input.error, bound);
  const scaled = scaleAffine(input.norm, magnitude);
  const terms = addAffine(
    { slope: scaled.slope, constant: at?.terms ?? addUp(scaled.constant, offset) },
    scaleAffine(input.error, magnitude),
  );
  const factors = sumFactors(precision, layer);
  const root = wholeSquareRootUp(entries);
  const absolute = multiplyUp(
    multiplyUp(exactly(elementaryRoundoffs * precision.u), elementary),
    root,
  );
  const rounding = [
    scaleAffine(terms, factors.terms),
    scaleAffine(addAffine(norm, carried), factors.sum),
    underflow(precision, layer, addAffine(input.norm, input.error), root),
  ].reduce(addAffine, constantly(absolute));
  const limit = Math.min(input.limit, overflowLimit(terms, magnitude, precision));
  return { norm, error: addAffine(carried, rounding), limit };
}

// Operands, products, sums and what a kernel was made of, twice.
const subnormals = 8;
// Beside weights and inputs: 1, a bias, products of subnormal numbers.
const otherSizes = exactly(4);

/** What taking numbers below the smallest normal one as 0 costs √entries entries. */
function underflow(
  { smallest }: Precision,
  { additions, roundings, magnitude }: Pick<LayerNumbers, "additions" | "roundings" | "magnitude">,
  input: AffineBound,
  root: UpperBound,
): AffineBound {
  const each = multiplyUp(exactly(subnormals * (additions + roundings + 1) * smallest), root);
  return scaleAffine(addAffine(input, constantly(addUp(magnitude, otherSizes))), each);
}

// By how much partial sums, with their rounding, may exceed the sum of the terms' sizes.
const partialSums = 8;

function overflowLimit(
  { slope, constant }: AffineBound,
  magnitude: UpperBound,
  { largest }: Precision,
): number {
  const most = largest / partialSums;
  const room = most - constant - 1;
  if (magnitude > most || !(room > 0)) return 0;
  return slope === 0 ? Infinity : room / slope / 2;
}

/** What is known of the head. */
export interface HeadNumbers {
  readonly classes: number;
  readonly additions: number;
  readonly roundings: number;
  /** At least ‖W_j‖ and |b_j|, of each class. */
  readonly logits: readonly { readonly magnitude: UpperBound; readonly bias: UpperBound }[];
  /** `classes × classes`: at least ‖W_j − W_i‖. */
  readonly differences: readonly UpperBound[];
}

/** How far each margin may be from the real one, as ρ grows. */
export interface MarginErrors {
  /** `classes × classes`. */
  readonly errors: readonly AffineBound[];
  readonly limit: number;
}

/** The deviation of the head's input times ‖W_j − W_i‖, and the rounding of the two logits. */
export function marginErrors(
  head: HeadNumbers,
  input: Deviation,
  precision: Precision,
): MarginErrors {
  const { terms, sum } = sumFactors(precision, head);
  const computed = addAffine(input.norm, input.error);
  let { limit } = input;
  const own = head.logits.map(({ magnitude, bias }) => {
    const size = addAffine(scaleAffine(computed, magnitude), constantly(bias));
    limit = Math.min(limit, overflowLimit(size, magnitude, precision));
    const lost = underflow(precision, { ...head, magnitude }, computed, exactly(1));
    return addAffine(scaleAffine(size, addUp(terms, sum)), lost);
  });
  const nothing = constantly(exactly(0));
  const errors = head.differences.map((difference, pair) => {
    const [j, i] = [Math.floor(pair / head.classes), pair % head.classes];
    if (i === j) return nothing;
    const both = addAffine(own[j] ?? nothing, own[i] ?? nothing);
    return addAffine(scaleAffine(input.error, difference), both);
  });
  return { errors, limit };
}
