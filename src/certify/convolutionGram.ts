import { zeroBand, type BandMatrix } from "./bandMatrix.js";
import { readings, type Convolution, type ConvolutionAxis } from "./convolution.js";
import {
  channelsOf,
  summedChannels,
  tapProducts,
  type GramSide,
  type TapProducts,
} from "./tapProducts.js";

/** The size of a Gram matrix, known before it is built. */
export interface GramSize {
  readonly rows: number;
  readonly bandwidth: number;
}

/** The rows and the bandwidth of a convolution's Gram matrix. */
export function gramSize(convolution: Convolution, side: GramSide): GramSize {
  const { vertical, horizontal } = convolution;
  const across = pixels(horizontal, side);
  const channels = channelsOf(convolution, side);
  const distance = farthest(vertical, side) * across + farthest(horizontal, side);
  return {
    rows: pixels(vertical, side) * across * channels,
    bandwidth: distance * channels + channels - 1,
  };
}

/** The most products that are summed in an entry of the Gram matrix. */
export function gramTerms(convolution: Convolution, side: GramSide): number {
  const { vertical, horizontal } = convolution;
  return vertical.kernel * horizontal.kernel * summedChannels(convolution, side);
}

/**
 * The explicit Gram matrix of a zero-padded convolution. Two pixels of one side share an entry through
 * each pixel of the other side that both touch, one tap each, and what they add depends on the two
 * taps alone: that product of taps is computed once. An entry sums at most `gramTerms` products.
 */
export function convolutionGram(convolution: Convolution, side: GramSide): BandMatrix {
  const { rows, bandwidth } = gramSize(convolution, side);
  const gram = zeroBand(rows, bandwidth);
  const taps = convolution.vertical.kernel * convolution.horizontal.kernel;
  const products = tapProducts({ taps, ...convolution }, side);
  for (const touching of pixelsByOtherSide(convolution, side)) {
    for (const a of touching) {
      for (const b of touching) {
        if (b.pixel <= a.pixel) addBlock(gram, a, b, products);
      }
    }
  }
  return gram;
}

/** A pixel of the Gram matrix's side and the tap that joins it to a pixel of the other side. */
interface Touch {
  readonly pixel: number;
  readonly tap: number;
}

/** For each pixel of the other side, what touches it. */
function pixelsByOtherSide(convolution: Convolution, side: GramSide): Iterable<Touch[]> {
  const { vertical, horizontal } = convolution;
  const other: GramSide = side === "inputs" ? "outputs" : "inputs";
  const across = pixels(horizontal, side);
  const otherAcross = pixels(horizontal, other);
  const touches = new Map<number, Touch[]>();
  const at = { inputs: "input", outputs: "output" } as const;
  for (const row of readings(vertical)) {
    for (const column of readings(horizontal)) {
      const key = row[at[other]] * otherAcross + column[at[other]];
      const touch = {
        pixel: row[at[side]] * across + column[at[side]],
        tap: row.tap * horizontal.kernel + column.tap,
      };
      const known = touches.get(key);
      if (known) known.push(touch);
      else touches.set(key, [touch]);
    }
  }
  return touches.values();
}

function addBlock(
  { reach, values }: BandMatrix,
  row: Touch,
  column: Touch,
  { channels, stride, values: products }: TapProducts,
): void {
  for (let i = 0; i < channels; i++) {
    const r = row.pixel * channels + i;
    const start = (r + 1) * reach + column.pixel * channels;
    const product = (row.tap * channels + i) * stride + column.tap * channels;
    const columns = row.pixel === column.pixel ? i + 1 : channels;
    for (let j = 0; j < columns; j++) {
      values[start + j] = (values[start + j] ?? 0) + (products[product + j] ?? 0);
    }
  }
}

function pixels(axis: ConvolutionAxis, side: GramSide): number {
  return side === "inputs" ? axis.input : axis.output;
}

/** The distance along an axis between two pixels of one side that still share one of the other. */
function farthest({ kernel, stride, input, output }: ConvolutionAxis, side: GramSide): number {
  return side === "inputs"
    ? Math.min(kernel - 1, input - 1)
    : Math.min(Math.floor((kernel - 1) / stride), output - 1);
}
