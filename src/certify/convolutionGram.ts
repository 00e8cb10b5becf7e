import { zeroBand, type BandMatrix } from "./bandMatrix.js";
import { readings, type Convolution, type ConvolutionAxis } from "./convolution.js";

/** Which product of a convolution's matrix W (outputs × inputs): `WᵀW` on inputs, `WWᵀ` on outputs. */
export type GramSide = "inputs" | "outputs";

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
export function gramTerms({ vertical, horizontal, ...sizes }: Convolution, side: GramSide): number {
  const summedChannels = side === "inputs" ? sizes.filters : sizes.channels;
  return vertical.kernel * horizontal.kernel * summedChannels;
}

/**
 * The explicit Gram matrix of a zero-padded convolution. Two pixels of one side share an entry through
 * each pixel of the other side that both touch, one tap each, and what they add depends on the two
 * taps alone: that product of taps is computed once. An entry sums at most `gramTerms` products.
 */
export function convolutionGram(convolution: Convolution, side: GramSide): BandMatrix {
  const { rows, bandwidth } = gramSize(convolution, side);
  const gram = zeroBand(rows, bandwidth);
  const channels = channelsOf(convolution, side);
  const products = tapProducts(convolution, side);
  for (const touching of pixelsByOtherSide(convolution, side)) {
    for (const a of touching) {
      for (const b of touching) {
        const product = products[a.tap]?.[b.tap];
        if (product && b.pixel <= a.pixel) addBlock(gram, a.pixel, b.pixel, product, channels);
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

/** For each two taps, the product of their kernels: `K_a·K_bᵀ` on inputs, `K_aᵀ·K_b` on outputs. */
function tapProducts(convolution: Convolution, side: GramSide): Float64Array[][] {
  const { vertical, horizontal, channels, filters, kernel } = convolution;
  const size = channels * filters;
  const taps = Array.from({ length: vertical.kernel * horizontal.kernel }, (_, tap) =>
    kernel.subarray(tap * size, (tap + 1) * size),
  );
  const [count, summed] = side === "inputs" ? [channels, filters] : [filters, channels];
  const [ownStep, summedStep] = side === "inputs" ? [filters, 1] : [1, filters];
  return taps.map((a) =>
    taps.map((b) => {
      const product = new Float64Array(count * count);
      for (let i = 0; i < count; i++) {
        for (let j = 0; j < count; j++) {
          let sum = 0;
          for (let k = 0; k < summed; k++) {
            const left = a[i * ownStep + k * summedStep] ?? 0;
            sum += left * (b[j * ownStep + k * summedStep] ?? 0);
          }
          product[i * count + j] = sum;
        }
      }
      return product;
    }),
  );
}

function addBlock(
  { reach, values }: BandMatrix,
  rowPixel: number,
  columnPixel: number,
  block: Float64Array,
  channels: number,
): void {
  for (let i = 0; i < channels; i++) {
    const row = rowPixel * channels + i;
    const start = (row + 1) * reach + columnPixel * channels;
    const columns = rowPixel === columnPixel ? i + 1 : channels;
    for (let j = 0; j < columns; j++) {
      values[start + j] = (values[start + j] ?? 0) + (block[i * channels + j] ?? 0);
    }
  }
}

function pixels(axis: ConvolutionAxis, side: GramSide): number {
  return side === "inputs" ? axis.input : axis.output;
}

function channelsOf({ channels, filters }: Convolution, side: GramSide): number {
  return side === "inputs" ? channels : filters;
}

/** The distance along an axis between two pixels of one side that still share one of the other. */
function farthest({ kernel, stride, input, output }: ConvolutionAxis, side: GramSide): number {
  return side === "inputs"
    ? Math.min(kernel - 1, input - 1)
    : Math.min(Math.floor((kernel - 1) / stride), output - 1);
}
