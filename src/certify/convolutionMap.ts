import { readings, type Convolution } from "./convolution.js";
import type { LinearMap } from "./linearMap.js";

// Channels that are taken at once: each pixel of the output is then read and written a quarter as often.
const channelTile = 4;

// Pixels that are taken at once: each weight is then read half as often.
const pixelTile = 2;

/** A convolution as a linear map on flattened, channels-last images. */
export function convolutionMap(convolution: Convolution): LinearMap {
  const { vertical, horizontal, channels, filters } = convolution;
  const inputs = vertical.input * horizontal.input * channels;
  const outputs = vertical.output * horizontal.output * filters;
  const padded = Math.ceil(channels / channelTile) * channelTile;
  const kernel = withPaddedChannels(convolution, padded);
  const taps = readingsByTap(convolution);
  // The weights of the channels that were added are 0: they may read the next pixel, or beyond the last. An
  // odd pixel is joined by one of zeros behind the last, of the input and of the output.
  const withSpare = (values: Float64Array, spare: number) => {
    const all = new Float64Array(values.length + spare);
    all.set(values);
    return all;
  };

  /** Visits every four channels of two pixels: where these, their outputs and their weights begin. */
  function forEachTile(visit: (places: TilePlaces, weights: number) => void): void {
    const places: TilePlaces = { input0: 0, output0: 0, input1: 0, output1: 0 };
    for (const [tap, { input, output }] of taps.entries()) {
      // One tile's weights for all pixels: they stay in the nearest cache.
      for (let channel = 0; channel < padded; channel += channelTile) {
        const weights = (tap * padded + channel) * filters;
        for (let first = 0; first < input.length; first += pixelTile) {
          places.input0 = (input[first] ?? 0) * channels + channel;
          places.output0 = (output[first] ?? 0) * filters;
          places.input1 = (input[first + 1] ?? 0) * channels + channel;
          places.output1 = (output[first + 1] ?? 0) * filters;
          visit(places, weights);
        }
      }
    }
  }

  return {
    inputs,
    outputs,
    apply(image) {
      const x = withSpare(image, padded);
      const y = new Float64Array(outputs + filters);
      forEachTile((places, weights) => {
        addForward(x, kernel, y, places, weights, filters);
      });
      return y.slice(0, outputs);
    },
    applyTransposed(image) {
      const y = withSpare(image, filters);
      const x = new Float64Array(inputs + padded);
      forEachTile((places, weights) => {
        addBackward(y, kernel, x, places, weights, filters);
      });
      return x.slice(0, inputs);
    },
  };
}

/** Where two pixels of the input, at some channel, and the two of the output that read them begin. */
interface TilePlaces {
  input0: number;
  output0: number;
  input1: number;
  output1: number;
}

/** Of a tap: the pixels, by number, that it reads, and those that it adds to. */
interface TapReadings {
  readonly input: readonly number[];
  readonly output: readonly number[];
}

/** The readings of each tap, a multiple of `pixelTile`: a last one is of the pixels behind the last. */
function readingsByTap({ vertical, horizontal }: Convolution): TapReadings[] {
  const [rows, columns] = [readings(vertical), readings(horizontal)];
  return Array.from({ length: vertical.kernel * horizontal.kernel }, (_, tap) => {
    const down = rows.filter((row) => row.tap === Math.floor(tap / horizontal.kernel));
    const across = columns.filter((column) => column.tap === tap % horizontal.kernel);
    const input = down.flatMap((row) =>
      across.map((column) => row.input * horizontal.input + column.input),
    );
    const output = down.flatMap((row) =>
      across.map((column) => row.output * horizontal.output + column.output),
    );
    if (input.length % pixelTile !== 0) {
      input.push(vertical.input * horizontal.input);
      output.push(vertical.output * horizontal.output);
    }
    return { input, output };
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

/** Adds four channels of two pixels, times their weights, to two pixels of the output. */
function addForward(
  x: Float64Array,
  kernel: Float64Array,
  y: Float64Array,
  { input0, output0, input1, output1 }: TilePlaces,
  weights: number,
  filters: number,
): void {
  const a0 = x[input0] ?? 0;
  const a1 = x[input0 + 1] ?? 0;
  const a2 = x[input0 + 2] ?? 0;
  const a3 = x[input0 + 3] ?? 0;
  const b0 = x[input1] ?? 0;
  const b1 = x[input1 + 1] ?? 0;
  const b2 = x[input1 + 2] ?? 0;
  const b3 = x[input1 + 3] ?? 0;
  const second = weights + filters;
  const third = second + filters;
  const fourth = third + filters;
  for (let f = 0; f < filters; f++) {
    const w0 = kernel[weights + f] ?? 0;
    const w1 = kernel[second + f] ?? 0;
    const w2 = kernel[third + f] ?? 0;
    const w3 = kernel[fourth + f] ?? 0;
    y[output0 + f] = (y[output0 + f] ?? 0) + (a0 * w0 + a1 * w1 + (a2 * w2 + a3 * w3));
    y[output1 + f] = (y[output1 + f] ?? 0) + (b0 * w0 + b1 * w1 + (b2 * w2 + b3 * w3));
  }
}

/** Adds two pixels of the output, times their weights, to four channels of two pixels. */
function addBackward(
  y: Float64Array,
  kernel: Float64Array,
  x: Float64Array,
  { input0, output0, input1, output1 }: TilePlaces,
  weights: number,
  filters: number,
): void {
  const second = weights + filters;
  const third = second + filters;
  const fourth = third + filters;
  let [a0, a1, a2, a3, b0, b1, b2, b3] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let f = 0; f < filters; f++) {
    const w0 = kernel[weights + f] ?? 0;
    const w1 = kernel[second + f] ?? 0;
    const w2 = kernel[third + f] ?? 0;
    const w3 = kernel[fourth + f] ?? 0;
    const a = y[output0 + f] ?? 0;
    const b = y[output1 + f] ?? 0;
    a0 += a * w0;
    a1 += a * w1;
    a2 += a * w2;
    a3 += a * w3;
    b0 += b * w0;
    b1 += b * w1;
    b2 += b * w2;
    b3 += b * w3;
  }
  x[input0] = (x[input0] ?? 0) + a0;
  x[input0 + 1] = (x[input0 + 1] ?? 0) + a1;
  x[input0 + 2] = (x[input0 + 2] ?? 0) + a2;
  x[input0 + 3] = (x[input0 + 3] ?? 0) + a3;
  x[input1] = (x[input1] ?? 0) + b0;
  x[input1 + 1] = (x[input1 + 1] ?? 0) + b1;
  x[input1 + 2] = (x[input1 + 2] ?? 0) + b2;
  x[input1 + 3] = (x[input1 + 3] ?? 0) + b3;
}
