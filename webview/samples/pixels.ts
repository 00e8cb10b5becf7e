import type { ImageShape } from "../../src/extension/samples/messages.js";

/** Red, green, blue and opacity of each pixel, as a canvas takes them. */
export type Rgba = Uint8ClampedArray<ArrayBuffer>;

const opaque = 255;
const middle = 127.5;

/** A row of tiles with gaps between them that let the background through; a missing tile does too. */
export function rowOfTiles(
  tiles: readonly (Uint8Array | undefined)[],
  { height, width, channels }: ImageShape,
  gap: number,
  columns: number,
): Rgba {
  const rowWidth = columns * (width + gap);
  const rgba = new Uint8ClampedArray(rowWidth * height * 4);
  for (const [column, tile] of tiles.entries()) {
    if (!tile) continue;
    for (let y = 0; y < height; y++) {
      let to = (y * rowWidth + column * (width + gap)) * 4;
      let from = y * width * channels;
      for (let x = 0; x < width; x++) {
        rgba[to] = tile[from] ?? 0;
        rgba[to + 1] = tile[channels === 3 ? from + 1 : from] ?? 0;
        rgba[to + 2] = tile[channels === 3 ? from + 2 : from] ?? 0;
        rgba[to + 3] = opaque;
        to += 4;
        from += channels;
      }
    }
  }
  return rgba;
}

/** An image of numbers from 0 to 1; one with neither 1 channel nor colours is grey. */
export function imagePixels(image: Float32Array, shape: ImageShape): Rgba {
  return pixels(shape, (pixel, channel) => channelOf(image, pixel, channel, shape) * opaque);
}

/** What is added to each pixel: grey where nothing is, lighter where more is, darker where less is. */
export interface Difference {
  readonly pixels: Rgba;
  /** By how much it is exaggerated: the largest change becomes white or black. */
  readonly scale: number;
}

/** The signed difference of two images. */
export function difference(
  before: Float32Array,
  after: Float32Array,
  shape: ImageShape,
): Difference {
  const change = after.map((value, index) => value - (before[index] ?? 0));
  const largest = change.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  const factor = largest > 0 ? 1 / largest : 0;
  return {
    // From the range of an image, 0 to 1, to that of changes, −1 to 1, is half the scale.
    scale: factor / 2,
    pixels: pixels(
      shape,
      (pixel, channel) => middle * (1 + factor * channelOf(change, pixel, channel, shape)),
    ),
  };
}

function pixels(
  { height, width }: ImageShape,
  valueOf: (pixel: number, channel: number) => number,
) {
  const rgba = new Uint8ClampedArray(height * width * 4);
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let channel = 0; channel < 3; channel++)
      rgba[pixel * 4 + channel] = valueOf(pixel, channel);
    rgba[pixel * 4 + 3] = opaque;
  }
  return rgba;
}

function channelOf(
  values: Float32Array,
  pixel: number,
  channel: number,
  { channels }: ImageShape,
): number {
  const start = pixel * channels;
  if (channels === 3 || channels === 4) return values[start + channel] ?? 0;
  let sum = 0;
  for (let each = 0; each < channels; each++) sum += values[start + each] ?? 0;
  return sum / channels;
}
