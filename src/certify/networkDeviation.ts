import { addAffine, constantly, scaleAffine, type AffineBound } from "./affineBound.js";
import { elementaryError, sumRounding, underflow, type FloatModel } from "./floatModel.js";
import type { LayerArithmetic, PlacedArithmetic } from "./layerArithmetic.js";
import {
  addUp,
  exactly,
  multiplyUp,
  squareRootUp,
  wholeSquareRootUp,
  type UpperBound,
} from "./upperBound.js";

/** What is known of a layer's output, as the input's norm, or its distance from a centre, grows. */
export interface Deviation {
  /** At least the norm of the output in real arithmetic. */
  readonly norm: AffineBound;
  /** At least the norm of the difference between that and the output in floating point. */
  readonly error: AffineBound;
  /** Up to here nothing before it overflows. */
  readonly largestInput: number;
}

/** Norms at a known point, in real arithmetic, in the order of the layers. */
export interface Centre {
  readonly inputNorm: UpperBound;
  readonly layers: readonly {
    /** At least the norm of the output. */
    readonly norm: UpperBound;
    /** At least the norm of the sums of the sizes of the terms behind it, where that is known. */
    readonly magnitudes: UpperBound | undefined;
  }[];
}

/**
 * How far a network in floating point may be from the network in real arithmetic, layer by layer (after
 * arXiv 2603.13334, section 4). With a computed input off by D, its true norm r, a layer of gain L and
 * its own rounding β(r + D): `r ← L·r + ‖f(0)‖` and `D ← L·D + β`. All are affine in the norm of the
 * input, so one pass serves every point.
 *
 * @param centre where given, bounds hold of the points around it by their distance instead: all norms at
 *   the centre are its own, which are far below what norms of weights say
 * @returns of the network's input first, then of each layer; the last is that of the head's input
 */
export function networkDeviation(
  layers: readonly PlacedArithmetic[],
  model: FloatModel,
  centre?: Centre,
): readonly Deviation[] {
  const input = inputDeviation(model, centre);
  const done = [input];
  for (const [position, layer] of layers.entries()) {
    const sources = layer.inputs.map((source) => done[source + 1] ?? input);
    done.push(deviationAfter(layer, joined(sources, layer), model, centre?.layers[position]));
  }
  return done;
}

function inputDeviation(model: FloatModel, centre?: Centre): Deviation {
  return {
    norm: { slope: exactly(1), constant: centre?.inputNorm ?? exactly(0) },
    error: constantly(exactly(0)),
    largestInput: model.largest,
  };
}

/** Branches as one input: norms of a sum add up, of what stands side by side their squares do. */
function joined(branches: readonly Deviation[], { merge }: PlacedArithmetic): Deviation {
  const [first, ...others] = branches;
  if (!first) throw new RangeError("A layer has an input.");
  const join = merge === "concatenate" ? besideAffine : addAffine;
  return others.reduce(
    (all, next) => ({
      norm: join(all.norm, next.norm),
      error: join(all.error, next.error),
      largestInput: Math.min(all.largestInput, next.largestInput),
    }),
    first,
  );
}

/** The norm of two vectors side by side: that of the slopes and that of the constants, by Minkowski. */
function besideAffine(a: AffineBound, b: AffineBound): AffineBound {
  return { slope: hypotenuse(a.slope, b.slope), constant: hypotenuse(a.constant, b.constant) };
}

function hypotenuse(a: UpperBound, b: UpperBound): UpperBound {
  return squareRootUp(addUp(multiplyUp(a, a), multiplyUp(b, b)));
}

function deviationAfter(
  layer: PlacedArithmetic,
  input: Deviation,
  model: FloatModel,
  known: Centre["layers"][number] | undefined,
): Deviation {
  const { gain, offset } = layer;
  const grown = addAffine(scaleAffine(input.norm, gain), constantly(offset));
  const norm = known ? { ...grown, constant: known.norm } : grown;
  const carried = scaleAffine(input.error, gain);
  const terms = termsOf(layer, input, known?.magnitudes);
  const rounding = entryRounding(layer, model, {
    terms,
    result: addAffine(norm, carried),
    input: addAffine(input.norm, input.error),
  });
  return {
    norm,
    error: addAffine(carried, rounding),
    largestInput: Math.min(input.largestInput, withoutOverflow(terms, layer.magnitude, model)),
  };
}

/** The norm of the sums of the sizes of the terms that the computed input gives. */
function termsOf(
  { magnitude, magnitudeOffset }: LayerArithmetic,
  { norm, error }: Deviation,
  atCentre: UpperBound | undefined,
): AffineBound {
  const scaled = scaleAffine(norm, magnitude);
  const constant = atCentre ?? addUp(scaled.constant, magnitudeOffset);
  return addAffine({ slope: scaled.slope, constant }, scaleAffine(error, magnitude));
}

/** Norms of what goes into a layer's entries, and comes out. */
interface Sizes {
  readonly terms: AffineBound;
  readonly result: AffineBound;
  readonly input: AffineBound;
}

function entryRounding(
  { entries, magnitude, elementary, ...arithmetic }: PlacedArithmetic,
  model: FloatModel,
  { terms, result, input }: Sizes,
): AffineBound {
  const sums = sumRounding(model, arithmetic);
  const root = wholeSquareRootUp(entries);
  const absolute = multiplyUp(
    multiplyUp(exactly(elementaryError * model.unitRoundoff), elementary),
    root,
  );
  return [
    scaleAffine(terms, sums.terms),
    scaleAffine(result, sums.sum),
    underflowOf(model, arithmetic, { magnitude, input, root }),
  ].reduce(addAffine, constantly(absolute));
}

// Beside the weights and the inputs themselves: 1, a bias of size 1, and products of two subnormals.
const otherSizes = exactly(4);

/** What underflow costs √entries entries, each with weights up to `magnitude` and inputs up to `input`. */
export function underflowOf(
  model: FloatModel,
  arithmetic: Pick<LayerArithmetic, "additions" | "roundings">,
  {
    magnitude,
    input,
    root,
  }: { readonly magnitude: UpperBound; readonly input: AffineBound; readonly root: UpperBound },
): AffineBound {
  const each = multiplyUp(underflow(model, arithmetic), root);
  return scaleAffine(addAffine(input, constantly(addUp(magnitude, otherSizes))), each);
}

// The factor by which partial sums, with their rounding, may exceed the sum of the terms' sizes; some
// of it for the constants of elementary functions.
const partialSums = 8;

/** Up to which ρ every partial sum stays finite; 0 where even weights may not. */
export function withoutOverflow(
  { slope, constant }: AffineBound,
  magnitude: UpperBound,
  { largest }: FloatModel,
): number {
  const limit = largest / partialSums;
  const room = limit - constant - 1;
  if (magnitude > limit || !(room > 0)) return 0;
  // Twice: the quotient and its operands are rounded.
  return slope === 0 ? Infinity : room / slope / 2;
}
