import type { Layout } from "../../src/engine/graph/operations.js";
import { sizeOf } from "../../src/engine/graph/node.js";
import type { HostTensors } from "../../src/gloro/program.js";
import type { ConvolutionCase, ConvolutionKind } from "./convolutionCases.js";
import { convolutionSpecs, paddingOf } from "./convolutionCases.js";

type Indices = readonly [x: number, filter: number, y: number];

/** A convolution or gradient from its definition, in Float64 loops: the tests' independent truth. */
export function naiveConvolution(
  kind: ConvolutionKind,
  sizes: ConvolutionCase,
  layout: Layout,
  inputs: HostTensors,
): Float64Array {
  const specs = convolutionSpecs(sizes, layout);
  const of = (name: string, index: number): number => inputs[name]!.data[index]!;
  const accumulate: {
    [K in ConvolutionKind]: (result: Float64Array, indices: Indices) => void;
  } = {
    conv2d: (y, [x, filter, at]) => (y[at]! += of("x", x) * of("filter", filter)),
    conv2dInputGradient: (dx, [at, filter, y]) =>
      (dx[at]! += of("gradient", y) * of("filter", filter)),
    conv2dFilterGradient: (df, [x, at, y]) => (df[at]! += of("x", x) * of("gradient", y)),
  };
  const target = { conv2d: "gradient", conv2dInputGradient: "x", conv2dFilterGradient: "filter" };
  const result = new Float64Array(sizeOf(specs[target[kind] as keyof typeof specs].shape));
  for (const indices of products(sizes, layout)) accumulate[kind](result, indices);
  return result;
}

/** The flat indices of every product x · filter that a convolution adds to an entry of y. */
function* products(sizes: ConvolutionCase, layout: Layout): Generator<Indices> {
  const { batch, size, channels, filters, kernel, strides } = sizes;
  const [top, , left] = paddingOf(sizes);
  const { gradient } = convolutionSpecs(sizes, layout);
  const [, rows, columns] =
    layout === "nhwc" ? gradient.shape : [0, gradient.shape[2], gradient.shape[3]];
  for (let n = 0; n < batch; n++)
    for (let row = 0; row < rows!; row++)
      for (let column = 0; column < columns!; column++)
        for (let v = 0; v < kernel[0]; v++)
          for (let h = 0; h < kernel[1]; h++) {
            const [i, j] = [row * strides[0] + v - top, column * strides[1] + h - left];
            if (i < 0 || j < 0 || i >= size[0] || j >= size[1]) continue;
            for (let c = 0; c < channels; c++)
              for (let f = 0; f < filters; f++)
                yield layout === "nhwc"
                  ? [
                      ((n * size[0] + i) * size[1] + j) * channels + c,
                      ((v * kernel[1] + h) * channels + c) * filters + f,
                      ((n * rows! + row) * columns! + column) * filters + f,
                    ]
                  : [
                      ((n * channels + c) * size[0] + i) * size[1] + j,
                      ((f * channels + c) * kernel[0] + v) * kernel[1] + h,
                      ((n * filters + f) * rows! + row) * columns! + column,
                    ];
          }
}
