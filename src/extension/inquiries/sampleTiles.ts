import type { Split } from "../../data/dataSet.js";
import type { ImageShape } from "../samples/messages.js";

/** The longer side of a tile has no more pixels. */
const longestSide = 32;

/** An input as an image: features that fill a square are one, others are a line. */
export function imageShapeOf(inputShape: readonly number[]): ImageShape {
  const [height = 1, width, channels = 1] = inputShape;
  if (width !== undefined) return { height, width, channels };
  const side = Math.sqrt(height);
  return Number.isInteger(side)
    ? { height: side, width: side, channels: 1 }
    : { height: 1, width: height, channels: 1 };
}

/** Of the tile of an image. Where an image has neither 1 channel nor colours, it is grey. */
export function tileShapeOf(image: ImageShape): ImageShape {
  const side = pixelsPerTilePixel(image);
  return {
    height: Math.ceil(image.height / side),
    width: Math.ceil(image.width / side),
    channels: hasColours(image) ? 3 : 1,
  };
}

/** The tiles of examples, one after the other: the mean of the pixels that each of theirs stands for. */
export function sampleTiles(
  { images, count }: Split,
  image: ImageShape,
  examples: readonly number[],
): Uint8Array {
  const tile = tileShapeOf(image);
  const side = pixelsPerTilePixel(image);
  const size = images.length / count;
  const scale = images instanceof Float32Array ? 255 : 1;
  const tiles = new Uint8Array(examples.length * tile.height * tile.width * tile.channels);
  let place = 0;
  for (const example of examples) {
    const values = images.subarray(example * size, (example + 1) * size);
    for (let y = 0; y < tile.height; y++) {
      for (let x = 0; x < tile.width; x++) {
        for (let channel = 0; channel < tile.channels; channel++) {
          const mean = meanOf(values, image, { y, x, side, channel });
          tiles[place++] = Math.round(mean * scale);
        }
      }
    }
  }
  return tiles;
}

/** A square of an image, and the channel that is read; of a grey tile all are. */
interface Square {
  readonly y: number;
  readonly x: number;
  readonly side: number;
  readonly channel: number;
}

function meanOf(values: Split["images"], image: ImageShape, { y, x, side, channel }: Square) {
  const { height, width, channels } = image;
  const [from, to] = hasColours(image) ? [channel, channel + 1] : [0, channels];
  const [bottom, right] = [Math.min(height, (y + 1) * side), Math.min(width, (x + 1) * side)];
  let sum = 0;
  for (let row = y * side; row < bottom; row++) {
    for (let column = x * side; column < right; column++) {
      const pixel = (row * width + column) * channels;
      for (let each = from; each < to; each++) sum += values[pixel + each] ?? 0;
    }
  }
  return sum / ((bottom - y * side) * (right - x * side) * (to - from));
}

function pixelsPerTilePixel({ height, width }: ImageShape): number {
  return Math.ceil(Math.max(height, width) / longestSide);
}

/** Red, green, blue, and what may come after. */
function hasColours({ channels }: ImageShape): boolean {
  return channels === 3 || channels === 4;
}
