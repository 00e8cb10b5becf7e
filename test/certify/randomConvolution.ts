import {
  convolutionAxis,
  type Convolution,
  type ConvolutionAxis,
  type Padding,
} from "../../src/certify/convolution.js";
import { random, type Random } from "./random.js";

/** A small convolution of any padding, rectangular in every respect, with strides 1 to 3. */
export function randomConvolution(seed: number): Convolution {
  const source = random(seed);
  const padding: Padding = seed % 2 === 0 ? "same" : "valid";
  const vertical = randomAxis(source, padding);
  const horizontal = randomAxis(source, padding);
  const channels = source.whole(1, 3);
  const filters = source.whole(1, 3);
  const kernel = source.floats(vertical.kernel * horizontal.kernel * channels * filters);
  return { vertical, horizontal, channels, filters, kernel };
}

function randomAxis(source: Random, padding: Padding): ConvolutionAxis {
  const kernel = source.whole(1, 4);
  const input = source.whole(padding === "valid" ? kernel : 1, 7);
  return convolutionAxis(input, kernel, source.whole(1, 3), padding);
}

/** The sizes of a convolution, for a failing test's message. */
export function describeConvolution({
  vertical,
  horizontal,
  channels,
  filters,
}: Convolution): string {
  const axis = (a: ConvolutionAxis) =>
    `${a.input}/k${a.kernel}/s${a.stride}/p${a.before}→${a.output}`;
  return `${axis(vertical)} × ${axis(horizontal)}, ${channels}→${filters}`;
}
