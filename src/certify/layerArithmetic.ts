import { GloroError } from "../gloro/errors.js";
import type { Arithmetic } from "./floatModel.js";
import { convolutionOf, matrixOf } from "./layerKernel.js";
import { layerMagnitudes } from "./layerMagnitudes.js";
import type { LayerBound } from "./layerBounds.js";
import {
  isMerge,
  type DenseLayer,
  type Layer,
  type LayerKind,
  type Merge,
  type PlacedLayer,
} from "./layers.js";
import { normUp } from "./normUp.js";
import {
  addUp,
  constantUp,
  exactly,
  multiplyUp,
  wholeSquareRootUp,
  type UpperBound,
} from "./upperBound.js";

/** What a layer adds up, in norms: all that its rounding depends on. */
export interface LayerArithmetic extends Arithmetic {
  /** The terms' sizes add up, entry by entry, to at most `magnitude · ‖x‖ + magnitudeOffset` in norm. */
  readonly magnitude: UpperBound;
  readonly magnitudeOffset: UpperBound;
  /** At least ‖f(0)‖. */
  readonly offset: UpperBound;
  /** What exp and the like are multiplied by; 0 where there are none. */
  readonly elementary: UpperBound;
  /** The same sums where nothing is known of their order, or of their blocks. */
  readonly inAnyOrder?: Arithmetic;
}

/** A layer of a graph, as its rounding goes. */
export interface PlacedArithmetic extends LayerArithmetic {
  readonly name: string;
  readonly inputs: readonly number[];
  /** How its inputs meet, where it joins branches. */
  readonly merge: Merge["kind"] | undefined;
  readonly entries: number;
  /** At least its Lipschitz constant. */
  readonly gain: UpperBound;
}

const [none, one] = [exactly(0), exactly(1)];

// A layer that moves, selects or drops entries computes them exactly.
const exact: LayerArithmetic = {
  magnitude: one,
  magnitudeOffset: none,
  offset: none,
  additions: 0,
  roundings: 0,
  elementary: none,
};

// The product; two more, for factors that a runtime folds into a kernel.
const productRoundings = 3;
// A LiResNet block's kernel: its scale as a Float32, two products and the identity, and one to spare.
const wholeKernelRoundings = 5;
// Beside the sum of squares, whose error the root halves: the root, the quotient, underflow.
const unitColumnRoundings = 8;

/** The arithmetic of each kind; nothing where nobody knows it. */
const arithmeticOf: {
  [Kind in LayerKind]: (
    layer: Layer<Kind>,
    gain: UpperBound,
    entries: number,
  ) => LayerArithmetic | undefined;
} = {
  dense: (layer) => ({
    ...linear(layerMagnitudes(matrixOf(layer)), layer, 1),
    ...sums(layer.inputs, layer, {
      roundings: productRoundings + (layer.hasUnitColumns ? layer.inputs + unitColumnRoundings : 0),
    }),
  }),
  conv2d: (layer, _, entries) => ({
    ...linear(layerMagnitudes(convolutionOf(layer)), layer, entries / layer.filters),
    ...sums(windowOf(layer), layer, { roundings: productRoundings }),
  }),
  liResNetBlock: (layer, _, entries) => ({
    ...linear(layerMagnitudes(layer), layer, entries / layer.inputShape[2]),
    ...sums(windowOf(layer), layer, { roundings: productRoundings + wholeKernelRoundings }),
  }),
  averagePooling2d: ({ poolSize }, gain) => ({
    ...exact,
    magnitude: gain,
    additions: poolSize[0] * poolSize[1],
    roundings: productRoundings,
  }),
  maxPooling2d: () => exact,
  invertibleDownsampling: () => exact,
  scaling: (_, gain) => ({ ...exact, magnitude: gain, roundings: productRoundings }),
  bias: ({ name, shift }, _, entries) => {
    checkFinite(name, [shift]);
    const offset = multiplyUp(exactly(Math.abs(shift)), wholeSquareRootUp(entries));
    return { ...exact, magnitudeOffset: offset, offset, additions: 1 };
  },
  minMax: () => exact,
  linear: () => exact,
  relu: () => exact,
  // slope·x and (1 − slope)·relu(x), with rounded factors.
  leakyRelu: ({ slope }) => ({
    ...exact,
    magnitude: addUp(constantUp(Math.abs(slope)), constantUp(Math.abs(1 - slope))),
    additions: 1,
    roundings: productRoundings,
  }),
  elu: ({ alpha }, gain) => ({
    ...exact,
    magnitude: gain,
    additions: 1,
    roundings: productRoundings,
    elementary: constantUp(alpha),
  }),
  selu: (_, gain) => ({
    ...exact,
    magnitude: gain,
    additions: 1,
    roundings: productRoundings,
    elementary: gain,
  }),
  tanh: () => ({ ...exact, elementary: one }),
  sigmoid: (_, gain, entries) => ({
    ...elementaryAt0(entries, 1 / 2),
    magnitude: gain,
  }),
  hardSigmoid: (_, gain, entries) => ({
    ...elementaryAt0(entries, 1 / 2),
    magnitude: gain,
    additions: 1,
    roundings: productRoundings,
    elementary: none,
  }),
  softplus: (_, gain, entries) => ({
    // Off by so many units of its result, which is at most ln 2 + x.
    ...elementaryAt0(entries, largestLogarithmOf2),
    magnitude: gain,
    roundings: softplusRoundings,
  }),
  softsign: () => ({ ...exact, roundings: productRoundings }),
  flatten: () => exact,
  declared: () => undefined,
};

// ln 2 is 0.693147…
const largestLogarithmOf2 = 0.6932;
const softplusRoundings = 16;

function elementaryAt0(entries: number, value: number): LayerArithmetic {
  const offset = multiplyUp(exactly(value), wholeSquareRootUp(entries));
  return { ...exact, magnitudeOffset: offset, offset, elementary: one };
}

/** A linear map's magnitudes, and its bias at each of some positions. */
function linear(
  magnitude: UpperBound,
  { name, bias = noBias }: { readonly name: string; readonly bias: Float32Array | undefined },
  positions: number,
): LayerArithmetic {
  checkFinite(name, bias);
  const offset = multiplyUp(normUp(bias), wholeSquareRootUp(positions));
  return { ...exact, magnitude, magnitudeOffset: offset, offset };
}

/**
 * Sums of so many products and a bias. A block's sum is a term of the sum of blocks, off by a rounding for each
 * addition that made it, in whatever order (Higham, section 4.2).
 */
function sums(
  terms: number,
  { sumBlocks }: Pick<DenseLayer, "sumBlocks">,
  { roundings }: Pick<Arithmetic, "roundings">,
): Arithmetic & Pick<LayerArithmetic, "inAnyOrder"> {
  const inAnyOrder = { additions: terms, roundings };
  if (!sumBlocks) return inAnyOrder;
  const product = sumBlocks.reduce((all, size) => all * size, 1);
  if (product < terms)
    throw new RangeError(`Blocks of ${sumBlocks.join(" × ")} hold no ${terms} terms.`);
  const inner = sumBlocks.slice(0, -1).reduce((sum, size) => sum + size - 1, 0);
  return { additions: sumBlocks.at(-1) ?? terms, roundings: roundings + inner, inAnyOrder };
}

const noBias = new Float32Array();

/** Throws GloroError where a bias is NaN or infinite. */
function checkFinite(layer: string, bias: Iterable<number>): void {
  for (const value of bias) {
    if (Number.isFinite(value)) continue;
    throw new GloroError(
      `Layer "${layer}" has a bias that is ${value}, so nothing bounds what it computes. Go back to a ` +
        `checkpoint from before training diverged.`,
    );
  }
}

function windowOf({
  kernelSize,
  inputShape,
}: {
  readonly kernelSize: readonly [number, number];
  readonly inputShape: readonly [number, number, number];
}): number {
  return kernelSize[0] * kernelSize[1] * inputShape[2];
}

const mergedArithmetic: {
  readonly [K in Merge["kind"]]: (branches: number) => LayerArithmetic;
} = {
  add: (branches) => ({ ...exact, additions: branches - 1 }),
  concatenate: () => exact,
};

/** The arithmetic of one layer; nothing where nobody knows it. */
export function layerArithmetic<Kind extends LayerKind>(
  layer: Layer<Kind>,
  gain: UpperBound,
  entries: number,
): LayerArithmetic | undefined {
  return arithmeticOf[layer.kind](layer, gain, entries);
}

/**
 * The arithmetic of every layer of a graph; nothing where it holds a layer of unknown arithmetic.
 *
 * @param bounds of the layers that join nothing, in order, as networkBounds gives them
 * @param known that of some layers, by name, with these bounds
 */
export function networkArithmetic(
  graph: readonly PlacedLayer[],
  bounds: readonly LayerBound[],
  known: ReadonlyMap<string, LayerArithmetic> = new Map(),
): readonly PlacedArithmetic[] | undefined {
  const gains = new Map(bounds.map(({ name, bound }) => [name, bound]));
  const placed: PlacedArithmetic[] = [];
  for (const { layer, inputs, entries } of graph) {
    const place = { name: layer.name, inputs, entries };
    if (isMerge(layer)) {
      const arithmetic = mergedArithmetic[layer.kind](inputs.length);
      placed.push({ ...arithmetic, ...place, merge: layer.kind, gain: one });
      continue;
    }
    const gain = gains.get(layer.name);
    if (gain === undefined) throw new RangeError(`There is no bound of layer "${layer.name}".`);
    const arithmetic = known.get(layer.name) ?? layerArithmetic(layer, gain, entries);
    if (!arithmetic) return undefined;
    placed.push({ ...arithmetic, ...place, merge: undefined, gain });
  }
  return placed;
}

/** The arithmetic of a layer where nothing is known of the order of its sums. */
export function inAnyOrder<T extends LayerArithmetic>(layer: T): T {
  return { ...layer, ...layer.inAnyOrder };
}
