import {
  convolutionAxis,
  type Convolution,
  type ConvolutionAxis,
  type Padding,
} from "../../src/certify/convolution.js";
import { convolutionBound } from "../../src/certify/convolutionBound.js";
import { layerBound } from "../../src/certify/layerBounds.js";
import type { Layer } from "../../src/certify/layers.js";
import type { Matrix } from "../../src/certify/matrix.js";
import { torusBound } from "../../src/certify/torusBound.js";
import { explicitConvolution } from "./explicitConvolution.js";
import { random, type Random } from "./random.js";
import { spectralNorm } from "./singularValues.js";

/** A bound and the largest singular value of the explicit matrix. */
interface Measured {
  readonly bound: number;
  readonly method: string;
  readonly truth: number;
}

/** Random layers of one kind, all different. */
export interface Sample {
  readonly kind: string;
  readonly count: number;
  readonly measure: (source: Random) => Measured;
  /** The most that the bounds may exceed the truth by, and their mean. */
  readonly worst: number;
  readonly mean: number;
}

const tight = { worst: 1.001, mean: 1.001 };

/** Every kind that has weights or windows, over shapes, paddings and strides. */
export const samples: readonly Sample[] = [
  { kind: "dense", count: 600, measure: (source) => measureDense(source, 1, 40), ...tight },
  {
    kind: "dense, over 128 × 128",
    count: 4,
    measure: (source) => measureDense(source, 129, 150),
    ...tight,
  },
  ...(["same", "valid"] as const).flatMap((padding): Sample[] => [
    {
      kind: `conv2d, ${padding}, stride 1`,
      count: 300,
      measure: (source) => byBound(convolution(source, padding, 1)),
      ...tight,
    },
    {
      kind: `conv2d, ${padding}, strides 1 to 3`,
      count: 300,
      measure: (source) => byBound(convolution(source, padding, 3)),
      ...tight,
    },
    {
      kind: `conv2d of 15 to 17 pixels, ${padding}, by the torus`,
      count: 20,
      measure: (source) => byTorus(largeConvolution(source, padding)),
      worst: 1.1,
      mean: 1.02,
    },
  ]),
  { kind: "liResNetBlock", count: 300, measure: measureBlock, ...tight },
  { kind: "averagePooling2d", count: 300, measure: measurePooling, ...tight },
];

/** The ratios of the bounds to the truth, and the methods that gave them. */
export function measureAll({ count, measure }: Sample): { ratios: number[]; methods: string[] } {
  const measured = Array.from({ length: count }, (_, seed) => measure(random(seed)));
  return {
    ratios: measured.map(({ bound, truth }) => bound / truth),
    methods: [...new Set(measured.map(({ method }) => method))],
  };
}

const plainDense = { kind: "dense", name: "fc", bias: undefined, hasUnitColumns: false } as const;

function measureDense(source: Random, least: number, most: number): Measured {
  const [inputs, outputs] = [source.whole(least, most), source.whole(least, most)];
  const kernel = source.floats(inputs * outputs);
  const truth = spectralNorm({ rows: inputs, columns: outputs, values: kernel });
  const layer = { ...plainDense, kernel, inputs, outputs };
  return { ...layerBound(layer), truth };
}

const truthOf = (layer: Convolution) => spectralNorm(explicitConvolution(layer));

const byBound = (layer: Convolution): Measured => ({
  ...convolutionBound(layer),
  truth: truthOf(layer),
});

function byTorus(layer: Convolution): Measured {
  return { bound: torusBound(layer).bound, method: "torus", truth: truthOf(layer) };
}

function convolution(source: Random, padding: Padding, mostStride: number): Convolution {
  const axis = () => {
    const kernel = source.whole(1, 4);
    const input = source.whole(padding === "valid" ? kernel : 1, 7);
    return convolutionAxis(input, kernel, source.whole(1, mostStride), padding);
  };
  return withKernel(source, axis(), axis(), 3);
}

function largeConvolution(source: Random, padding: Padding): Convolution {
  const stride = source.whole(1, 2);
  const kernel = source.whole(2, 4);
  const axis = () => convolutionAxis(source.whole(15, 17), kernel, stride, padding);
  return withKernel(source, axis(), axis(), 1);
}

function withKernel(
  source: Random,
  vertical: ConvolutionAxis,
  horizontal: ConvolutionAxis,
  mostChannels: number,
): Convolution {
  const [channels, filters] = [source.whole(1, mostChannels), source.whole(1, mostChannels)];
  // A weight of 1 as torusBound asks for.
  const kernel = source.floats(vertical.kernel * horizontal.kernel * channels * filters).with(0, 1);
  return { vertical, horizontal, channels, filters, kernel };
}

function measureBlock(source: Random): Measured {
  const inputShape = [source.whole(1, 7), source.whole(1, 7), source.whole(1, 3)] as const;
  const channels = inputShape[2];
  const kernelSize = [source.whole(1, 3), source.whole(1, 3)] as const;
  const centre = [
    Math.floor((kernelSize[0] - 1) / 2),
    Math.floor((kernelSize[1] - 1) / 2),
  ] as const;
  const kernel = source.floats(kernelSize[0] * kernelSize[1] * channels * channels);
  const affine = source.floats(channels);
  const residualScale = source.floats(1)[0]!;
  const layer: Layer = {
    ...{ kind: "liResNetBlock", name: "block", kernel, affine, residualScale },
    ...{ kernelSize, centre, inputShape, bias: undefined },
  };
  const residual = explicitConvolution({
    vertical: convolutionAxis(inputShape[0], kernelSize[0], 1, "same"),
    horizontal: convolutionAxis(inputShape[1], kernelSize[1], 1, "same"),
    channels,
    filters: channels,
    kernel: kernel.map((weight, index) => weight * affine[index % channels]! * residualScale),
  });
  const values = residual.values.map(
    (value, index) => value + (index % (residual.columns + 1) === 0 ? 1 : 0),
  );
  return { ...layerBound(layer), truth: spectralNorm({ ...residual, values }) };
}

function measurePooling(source: Random): Measured {
  const padding: Padding = source.whole(0, 1) === 0 ? "same" : "valid";
  const poolSize = [source.whole(1, 3), source.whole(1, 3)] as const;
  const strides = [source.whole(1, 3), source.whole(1, 3)] as const;
  const inputShape = [source.whole(3, 7), source.whole(3, 7), 1] as const;
  const layer: Layer = {
    ...{ kind: "averagePooling2d", name: "pool", poolSize, strides, padding, inputShape },
  };
  const sums = explicitConvolution({
    vertical: convolutionAxis(inputShape[0], poolSize[0], strides[0], padding),
    horizontal: convolutionAxis(inputShape[1], poolSize[1], strides[1], padding),
    channels: 1,
    filters: 1,
    kernel: new Float64Array(poolSize[0] * poolSize[1]).fill(1),
  });
  return { ...layerBound(layer), truth: spectralNorm(meansOf(sums)) };
}

/** Each row over its sum, which counts the pixels of the window that are no padding. */
function meansOf({ rows, columns, values }: Matrix): Matrix {
  const means = values.slice();
  for (let row = 0; row < rows; row++) {
    const window = means.subarray(row * columns, (row + 1) * columns);
    const count = window.reduce((sum, value) => sum + value, 0);
    window.forEach((value, i) => (window[i] = value / count));
  }
  return { rows, columns, values: means };
}
