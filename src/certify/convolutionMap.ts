import { readings, type Convolution } from "./convolution.js";
import type { LinearMap } from "./linearMap.js";

// Channels that are taken at once: each pixel of the output is then read and written a quarter as often.
const channelTile = 4;

/** A convolution as a linear map on flattened, channels-last images. */
export function convolutionMap(convolution: Convolution): LinearMap {
  const { vertical, horizontal, channels, filters } = convolution;
  const inputs = vertical.input * horizontal.input * channels;
  const outputs = vertical.output * horizontal.output * filters;
  const padded = Math.ceil(channels / channelTile) * channelTile;
  const kernel = withPaddedChannels(convolution, padded);
  const taps = readingsByTap(convolution);

  /** Visits every four channels: offsets of the input, of the output and of the weights. */
  function forEachTile(visit: (input: number, output: number, weights: number) => void): void {
    for (const [tap, pixels] of taps.entries()) {
      // One tile's weights for all pixels: they stay in the nearest cache.
      for (let channel = 0; channel < padded; channel += channelTile) {
        const weights = (tap * padded + channel) * filters;
        for (const { input, output } of pixels) {
          visit(input * channels + channel, output * filters, weights);
        }
      }
    }
  }

  return {
    inputs,
    outputs,
    apply(image) {
      // The weights of the channels that were added are 0: they may read the next pixel, or the last's.
      const x = new Float64Array(inputs + channelTile);
      x.set(image);
      const y = new Float64Array(outputs);
      forEachTile((input, output, weights) => {
        addForward(x, input, kernel, weights, y, output, filters);
      });
      return y;
    },
    applyTransposed(y) {
      const x = new Float64Array(inputs + channelTile);
      forEachTile((input, output, weights) => {
        addBackward(y, output, kernel, weights, x, input, filters);
      });
      return x.slice(0, inputs);
    },
  };
}

/** For each tap the pixels, by number, that it reads and adds to. */
function readingsByTap({
  vertical,
  horizontal,
}: Convolution): { readonly input: number; readonly output: number }[][] {
  const [rows, columns] = [readings(vertical), readings(horizontal)];
  return Array.from({ length: vertical.kernel * horizontal.kernel }, (_, tap) => {
    const down = rows.filter((row) => row.tap === Math.floor(tap / horizontal.kernel));
    const across = columns.filter((column) => column.tap === tap % horizontal.kernel);
    return down.flatMap((row) =>
      across.map((column) => ({
        input: row.input * horizontal.input + column.input,
        output: row.output * horizontal.output + column.output,
      })),
    );
  });
}

function withPaddedChannels(
  { vertical, horizontal, channels, filters, kernel }: Convolution,
  padded: number,
): Float64Array {
  const taps = vertical.kernel * horizontal.kernel;
  const size = channels * filters;
  const values = new Float64Array(taps * padded * filters);
  for (let tap = 0; tap < taps; tap++) {
    values.set(kernel.subarray(tap * size, (tap + 1) * size), tap * padded * filters);
  }
  return values;
}

/** Adds four channels of a pixel, times their weights, to a pixel of the output. */
function addForward(
  x: Float64Array,
  input: number,
  kernel: Float64Array,
  weights: number,
  y: Float64Array,
  output: number,
  filters: number,
): void {
  const x0 = x[input] ?? 0;
  const x1 = x[input + 1] ?? 0;
  const x2 = x[input + 2] ?? 0;
  const x3 = x[input + 3] ?? 0;
  const w1 = weights + filters;
  const w2 = w1 + filters;
  const w3 = w2 + filters;
  for (let f = 0; f < filters; f++) {
    const sum =
      x0 * (kernel[weights + f] ?? 0) +
      x1 * (kernel[w1 + f] ?? 0) +
      (x2 * (kernel[w2 + f] ?? 0) + x3 * (kernel[w3 + f] ?? 0));
    y[output + f] = (y[output + f] ?? 0) + sum;
  }
}

/** Adds a pixel of the output, times their weights, to four channels of a pixel. */
function addBackward(
  y: Float64Array,
  output: number,
  kernel: Float64Array,
  weights: number,
  x: Float64Array,
  input: number,
  filters: number,
): void {
  const w1 = weights + filters;
  const w2 = w1 + filters;
  const w3 = w2 + filters;
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let f = 0; f < filters; f++) {
    const value = y[output + f] ?? 0;
    s0 += value * (kernel[weights + f] ?? 0);
    s1 += value * (kernel[w1 + f] ?? 0);
    s2 += value * (kernel[w2 + f] ?? 0);
    s3 += value * (kernel[w3 + f] ?? 0);
  }
  x[input] = (x[input] ?? 0) + s0;
  x[input + 1] = (x[input + 1] ?? 0) + s1;
  x[input + 2] = (x[input + 2] ?? 0) + s2;
  x[input + 3] = (x[input + 3] ?? 0) + s3;
}
