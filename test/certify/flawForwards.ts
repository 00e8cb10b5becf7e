/** A layer's weights in Keras's order, flattened. */
export type LayerWeights = readonly (readonly number[])[];

/** What comes out of a layer, flattened, in Float64. */
type Forward = (x: readonly number[], weights: LayerWeights) => number[];

const each =
  (f: (x: number) => number): Forward =>
  (x) =>
    x.map(f);

const dense: Forward = (x, [kernel = [], bias = []]) => {
  const units = kernel.length / x.length;
  return Array.from({ length: units }, (_, unit) =>
    x.reduce((sum, value, i) => sum + value * kernel[i * units + unit]!, bias[unit] ?? 0),
  );
};

const then =
  (first: Forward, second: Forward): Forward =>
  (x, weights) =>
    second(first(x, weights), weights);

const selu = each((x) =>
  x > 0 ? 1.0507009873554805 * x : 1.0507009873554805 * 1.6732632423543772 * Math.expm1(x),
);
const swish = each((x) => x / (1 + Math.exp(-x)));
const exponential = each(Math.exp);
// x·Φ(x); Φ by Simpson's rule from 0, to 1e-12 on the numbers below.
const gelu = each((x) => x * (0.5 + densityUpTo(x)));

function densityUpTo(x: number): number {
  const steps = 2000;
  const density = (t: number) => Math.exp((-t * t) / 2) / Math.sqrt(2 * Math.PI);
  let sum = density(0) + density(x);
  for (let k = 1; k < steps; k++) sum += (k % 2 === 1 ? 4 : 2) * density((x * k) / steps);
  return (sum * x) / steps / 3;
}

const images: Record<"overlapping max-pool" | "average pooling at the border", Forward> = {
  // 3 × 3 windows of a 5 × 5 image, stride 1.
  "overlapping max-pool": (x) =>
    windows([0, 1, 2], 3, 5).map((places) => Math.max(...places.map((place) => x[place]!))),
  // 2 × 2 windows of a 3 × 3 image, stride 2, of which the last hold one row or column.
  "average pooling at the border": (x) =>
    windows([0, 2], 2, 3).map(
      (places) => places.reduce((sum, place) => sum + x[place]!, 0) / places.length,
    ),
};

/** The places in a square image that each window holds. */
function windows(starts: readonly number[], size: number, side: number): number[][] {
  const along = starts.map((start) =>
    Array.from({ length: size }, (_, k) => start + k).filter((place) => place < side),
  );
  return along.flatMap((rows) =>
    along.map((columns) => rows.flatMap((row) => columns.map((column) => row * side + column))),
  );
}

/** What stands before the head in each net of `python/flaws.json`, from the definitions. */
export const flawForwards: Readonly<Record<string, Forward>> = {
  ...images,
  "power iteration": dense,
  "absolute threshold": dense,
  tie: (x) => [...x],
  equality: (x) => [...x],
  "tiny weights": dense,
  underflow: dense,
  overflow: dense,
  "edited constant": dense,
  "weights set after freezing": dense,
  "nested model": dense,
  TimeDistributed: dense,
  "layer used twice": then(dense, dense),
  branches: (x) => x.map((value) => 3 * value + Math.fround(0.1) * value),
  LayerNormalization: (x, [gamma = [], beta = []]) => {
    const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
    const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length;
    return x.map(
      (value, i) => ((value - mean) / Math.sqrt(variance + 1e-3)) * gamma[i]! + beta[i]!,
    );
  },
  BatchNormalization: (x, [gamma = [], beta = [], mean = [], variance = []]) =>
    x.map(
      (value, i) => ((value - mean[i]!) / Math.sqrt(variance[i]! + 1e-3)) * gamma[i]! + beta[i]!,
    ),
  PReLU: (x, [alpha = []]) => x.map((value, i) => (value > 0 ? value : alpha[i]! * value)),
  "ReLU with a slope": each((x) => (x > 0 ? x : 3 * x)),
  "ReLU with a threshold": each((x) => (x >= 1 ? x : 0)),
  LeakyReLU: each((x) => (x > 0 ? x : 3 * x)),
  ELU: each((x) => (x > 0 ? x : 3 * Math.expm1(x))),
  selu,
  "selu of a layer": then(dense, selu),
  gelu,
  "gelu of a layer": then(dense, gelu),
  swish,
  "swish of a layer": then(dense, swish),
  exponential,
  "exponential of a layer": then(dense, exponential),
  UpSampling2D: ([pixel = NaN]) => [pixel, pixel, pixel, pixel],
  Rescaling: each((x) => 3 * x),
  DepthwiseConv2D: dense,
  // A pixel by a kernel of 2 × 2.
  Conv2DTranspose: ([pixel = NaN], [kernel = []]) => kernel.map((weight) => pixel * weight),
  Multiply: each((x) => x * x),
};
