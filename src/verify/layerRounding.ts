import type { Layer, LayerKind } from "../certify/layers.js";
import { nextUp } from "../certify/nextFloat.js";
import { addUp, exactly, multiplyUp, wholeSquareRootUp } from "../certify/upperBound.js";
import type { UpperBound } from "../certify/upperBound.js";
import { euclideanUp, raised } from "./outward.js";
import { applyTransposedSizes, stencilMap, stencilOf } from "./stencil.js";
import type { Stencil, StencilLayer } from "./stencil.js";

/** What is behind an entry: additions of its terms, and of each term other roundings. */
export interface SumCounts {
  readonly additions: number;
  readonly roundings: number;
}

/** What the rounding of a layer rests on; a certificate may claim more of each. */
export interface NeededRounding {
  /** Whether a number is at least ‖|W|‖₂, of another layer at least the size of its slopes. */
  readonly isMagnitude: (claimed: number, bound: number) => boolean;
  /** At least ‖f(0)‖. */
  readonly offset: UpperBound;
  /** Behind an entry. */
  readonly additions: number;
  readonly roundings: number;
  /** The same of sums in whichever order, of which Float64 computes them. */
  readonly unordered?: SumCounts;
  /** What exp and the like are multiplied by; 0 where there are none. */
  readonly elementary: UpperBound;
}

const [none, one] = [exactly(0), exactly(1)];
const atLeast =
  (needed: number) =>
  (claimed: number): boolean =>
    claimed >= needed;

// Moves, selects or drops entries.
const exact: NeededRounding = {
  isMagnitude: atLeast(1),
  offset: none,
  additions: 0,
  roundings: 0,
  elementary: none,
};

// A product, and two factors that a runtime may fold into a weight.
const product = 3;
// The scale as a Float32, two products, the identity, and one to spare.
const blockKernel = 5;
// Of a sum of squares (halved), its root, a quotient, and underflow.
const unitColumn = 8;
const softplus = 16;
const overLogarithmOf2 = 0.6932;

/** docs/soundness.md, step 2, for each kind. */
const neededBy: { [K in LayerKind]: (layer: Layer<K>, entries: number) => NeededRounding } = {
  dense: (layer, entries) => ({
    ...linear(layer, entries / layer.outputs),
    ...counts(
      layer.inputs,
      product + (layer.hasUnitColumns ? layer.inputs + unitColumn : 0),
      layer,
    ),
  }),
  conv2d: (layer, entries) => ({
    ...linear(layer, entries / layer.filters),
    ...counts(windowOf(layer), product, layer),
  }),
  liResNetBlock: (layer, entries) => ({
    ...linear(layer, entries / layer.inputShape[2]),
    ...counts(windowOf(layer), product + blockKernel, layer),
  }),
  averagePooling2d: ({ poolSize }) => ({
    ...exact,
    // Its weights have no signs.
    isMagnitude: (claimed, bound) => claimed >= bound,
    additions: poolSize[0] * poolSize[1],
    roundings: product,
  }),
  maxPooling2d: () => exact,
  invertibleDownsampling: () => exact,
  scaling: ({ alpha }) => ({
    ...exact,
    isMagnitude: atLeast(Math.abs(alpha)),
    roundings: product,
  }),
  bias: ({ shift }, entries) => ({
    ...exact,
    offset: constantAt0(Math.abs(shift), entries),
    additions: 1,
  }),
  minMax: () => exact,
  linear: () => exact,
  relu: () => exact,
  leakyRelu: ({ slope }) => ({
    ...exact,
    isMagnitude: atLeast(Math.abs(slope) + Math.abs(1 - slope)),
    additions: 1,
    roundings: product,
  }),
  elu: ({ alpha }) => ({
    ...exact,
    isMagnitude: atLeast(Math.max(1, alpha)),
    additions: 1,
    roundings: product,
    elementary: exactly(nextUp(Math.max(alpha, Math.fround(alpha)))),
  }),
  selu: () => ({
    ...exact,
    isMagnitude: atLeast(seluSlope),
    additions: 1,
    roundings: product,
    elementary: exactly(seluSlope),
  }),
  tanh: () => ({ ...exact, elementary: one }),
  sigmoid: (_, entries) => ({
    ...exact,
    isMagnitude: atLeast(1 / 4),
    offset: constantAt0(1 / 2, entries),
    elementary: one,
  }),
  hardSigmoid: (_, entries) => ({
    ...exact,
    isMagnitude: atLeast(nextUp(1 / 5)),
    offset: constantAt0(1 / 2, entries),
    additions: 1,
    roundings: product,
  }),
  softplus: (_, entries) => ({
    ...exact,
    offset: constantAt0(overLogarithmOf2, entries),
    roundings: softplus,
    elementary: one,
  }),
  softsign: () => ({ ...exact, roundings: product }),
  flatten: () => exact,
  declared: () => ({ ...exact, isMagnitude: () => false }),
};

// scale · alpha of Klambauer et al. 2017, equation 14.
const seluSlope = 1.7580993408473768;

/** What the rounding of a layer rests on. @param entries numbers in its output */
export function neededRounding<Kind extends LayerKind>(
  layer: Layer<Kind>,
  entries: number,
): NeededRounding {
  return neededBy[layer.kind](layer, entries);
}

function linear(layer: StencilLayer, positions: number): NeededRounding {
  return {
    ...exact,
    isMagnitude: (claimed) => isMagnitudeOf(stencilOf(layer), claimed),
    offset: multiplyUp(euclideanUp(layer.bias ?? []), wholeSquareRootUp(positions)),
  };
}

/**
 * The additions of a sum's last stage, with its bias; each stage before puts so many roundings behind a term as it
 * has additions. The stages have to have room for every term.
 */
function counts(
  terms: number,
  roundings: number,
  { sumBlocks = [terms] }: Pick<StencilLayer, "sumBlocks">,
): Pick<NeededRounding, "additions" | "roundings" | "unordered"> {
  let room = 1;
  let before = roundings;
  let last = 1;
  for (const size of sumBlocks) {
    before += last - 1;
    room *= size;
    last = size;
  }
  if (!(room >= terms)) throw new RangeError(`${room} places are too few for ${terms} terms.`);
  return { additions: last, roundings: before, unordered: { additions: terms, roundings } };
}

function constantAt0(value: number, entries: number): UpperBound {
  return multiplyUp(exactly(value), wholeSquareRootUp(entries));
}

function windowOf({ kernelSize, inputShape }: Exclude<StencilLayer, { kind: "dense" }>): number {
  return kernelSize[0] * kernelSize[1] * inputShape[2];
}

// Each brings the vector nearer to the leading one.
const mostIterations = 60;
// So much of the largest entry is the least of a vector that is positive.
const floor = 2 ** -60;

/** Whether `‖|W|‖₂ ≤ claimed`: for some v > 0 no entry of `|W|ᵀ|W|v` is above `claimed²·v` (Collatz and Wielandt). */
function isMagnitudeOf(stencil: Stencil, claimed: number): boolean {
  const { taps, channels, filters, sizes, input } = stencil;
  if (sizes.every((size) => size === 0)) return claimed >= 0;
  const terms = taps[0] * taps[1] * (channels + filters) + 2;
  const applySizes = stencilMap(stencil, "sizes");
  let v = new Float64Array(input[0] * input[1] * channels).fill(1);
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    const image = applyTransposedSizes(stencil, applySizes(v));
    let ratio = 0;
    let largest = 0;
    for (const [at, value] of image.entries()) {
      ratio = Math.max(ratio, value / (v[at] ?? NaN));
      largest = Math.max(largest, value);
    }
    // Squares of Float32 numbers and quotients by entries of v do not vanish, but for 2^-900.
    const square = addUp(raised(ratio, terms), exactly(2 ** -900));
    if (nextUp(Math.sqrt(square)) <= claimed) return true;
    v = image.map((value) => Math.max(value / largest, floor));
  }
  return false;
}
