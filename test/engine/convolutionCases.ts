import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { convolutionOutputExtent } from "../../src/engine/graph/convolutionGeometry.js";
import type { Graph } from "../../src/engine/graph/node.js";
import type { Layout, Padding } from "../../src/engine/graph/operations.js";
import type { TensorSpec } from "../../src/gloro/program.js";
import { graphOf } from "./graphOf.js";
import { f32 } from "./seededTensors.js";

/** A convolution's sizes. */
export interface ConvolutionCase {
  readonly batch: number;
  readonly size: readonly [height: number, width: number];
  readonly channels: number;
  readonly filters: number;
  readonly kernel: readonly [height: number, width: number];
  readonly strides: readonly [vertical: number, horizontal: number];
  readonly padding: "same" | "valid";
}

/** A convolution and its two gradients. */
export const convolutionKinds = ["conv2d", "conv2dInputGradient", "conv2dFilterGradient"] as const;
export type ConvolutionKind = (typeof convolutionKinds)[number];

/** Sizes that a sweep at random would rarely draw: wide layers, and each way to leave rows unread. */
const chosen: readonly ConvolutionCase[] = [
  sized(1, [5, 4], 64, 70, [3, 3], [1, 1], "same"),
  sized(9, [3, 3], 65, 16, [2, 3], [1, 1], "valid"),
  sized(9, [5, 5], 64, 8, [3, 3], [2, 2], "same"),
  sized(1, [17, 18], 8, 5, [3, 3], [2, 2], "same"),
  sized(2, [17, 18], 8, 5, [3, 4], [2, 2], "valid"),
  sized(9, [17, 19], 8, 3, [4, 4], [2, 2], "same"),
  sized(1, [9, 9], 8, 5, [3, 3], [2, 2], "same"),
  sized(2, [8, 8], 8, 5, [3, 3], [3, 3], "valid"),
  sized(2, [10, 10], 8, 5, [3, 3], [3, 3], "valid"),
  sized(9, [7, 8], 16, 2, [2, 3], [3, 2], "same"),
  sized(9, [7, 7], 1, 3, [1, 1], [3, 3], "same"),
  sized(9, [8, 7], 8, 8, [3, 3], [1, 2], "same"),
  sized(1, [6, 6], 66, 2, [1, 1], [3, 3], "valid"),
  sized(9, [6, 6], 66, 2, [1, 1], [3, 3], "valid"),
  sized(9, [4, 4], 16, 1, [4, 4], [4, 4], "valid"),
  sized(2, [5, 5], 6, 8, [3, 3], [1, 1], "same"),
  sized(2, [5, 5], 9, 4, [2, 2], [1, 1], "same"),
];

/** The chosen sizes, and `count` drawn at random, the same for the same seed. */
export function convolutionCases(count: number, seed: number): ConvolutionCase[] {
  const random = mersenne(seed);
  const whole = (least: number, most: number) => uniformInt(random, least, most);
  const oneOf = <T>(values: readonly T[]): T => values[whole(0, values.length - 1)]!;
  const widths = [1, 2, 3, 5, 8, 16] as const;
  const draw = (): ConvolutionCase => {
    const kernel = [whole(1, 5), whole(1, 5)] as const;
    return {
      batch: oneOf([1, 9]),
      size: [whole(kernel[0], 9), whole(kernel[1], 9)],
      channels: oneOf(widths),
      filters: oneOf(widths),
      kernel,
      strides: oneOf([
        [1, 1],
        [2, 2],
        [3, 3],
        [2, 3],
        [1, 2],
        [3, 1],
      ] as const),
      padding: oneOf(["same", "valid"]),
    };
  };
  return [...chosen, ...Array.from({ length: count }, draw)];
}

/** `9×[7,8]×16 → 2, 2×3 by [3,2], same`: what a failing assertion prints. */
export function describeCase(sizes: ConvolutionCase): string {
  const { batch, size, channels, filters, kernel, strides, padding } = sizes;
  return `${batch}×[${size.join()}]×${channels} → ${filters}, ${kernel.join("×")} by [${strides.join()}], ${padding}`;
}

/** A graph of one convolution or gradient, with inputs `x` and `filter`, `gradient` and `filter`, or `x` and `gradient`. */
export function convolutionGraph(
  kind: ConvolutionKind,
  sizes: ConvolutionCase,
  layout: Layout,
): Graph {
  const padding = paddingOf(sizes);
  const attributes = { layout, strides: sizes.strides, padding };
  const { x, filter, gradient } = convolutionSpecs(sizes, layout);
  switch (kind) {
    case "conv2d":
      return graphOf({ x, filter }, (build, { x, filter }) => ({
        y: build.node("conv2d", [x, filter], { ...attributes, dilations: [1, 1] }),
      }));
    case "conv2dInputGradient":
      return graphOf({ gradient, filter }, (build, { gradient, filter }) => ({
        y: build.node("conv2dInputGradient", [gradient, filter], {
          ...attributes,
          inputShape: x.shape,
        }),
      }));
    case "conv2dFilterGradient":
      return graphOf({ x, gradient }, (build, { x, gradient }) => ({
        y: build.node("conv2dFilterGradient", [x, gradient], {
          ...attributes,
          filterShape: filter.shape,
        }),
      }));
  }
}

/** The shapes of a convolution's input, filter and output (or its gradient). */
export function convolutionSpecs(
  sizes: ConvolutionCase,
  layout: Layout,
): { x: TensorSpec; filter: TensorSpec; gradient: TensorSpec } {
  const { batch, size, channels, filters, kernel, strides } = sizes;
  const [top, bottom, left, right] = paddingOf(sizes);
  const positions = [
    convolutionOutputExtent(size[0], kernel[0], strides[0], top + bottom),
    convolutionOutputExtent(size[1], kernel[1], strides[1], left + right),
  ] as const;
  return layout === "nhwc"
    ? {
        x: f32(batch, ...size, channels),
        filter: f32(...kernel, channels, filters),
        gradient: f32(batch, ...positions, filters),
      }
    : {
        x: f32(batch, channels, ...size),
        filter: f32(filters, channels, ...kernel),
        gradient: f32(batch, filters, ...positions),
      };
}

/** TensorFlow's padding: as many zeros as make ⌈extent / stride⌉ positions, the odd one at the end. */
export function paddingOf({ size, kernel, strides, padding }: ConvolutionCase): Padding {
  const around = (axis: 0 | 1): [number, number] => {
    if (padding === "valid") return [0, 0];
    const positions = Math.ceil(size[axis] / strides[axis]);
    const zeros = Math.max((positions - 1) * strides[axis] + kernel[axis] - size[axis], 0);
    return [Math.floor(zeros / 2), Math.ceil(zeros / 2)];
  };
  return [...around(0), ...around(1)];
}

function sized(
  batch: number,
  size: readonly [number, number],
  channels: number,
  filters: number,
  kernel: readonly [number, number],
  strides: readonly [number, number],
  padding: "same" | "valid",
): ConvolutionCase {
  return { batch, size, channels, filters, kernel, strides, padding };
}
