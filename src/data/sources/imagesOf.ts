import { GloroError } from "../../gloro/errors.js";
import type { ElementKind } from "../arrays/elementTypes.js";
import { elementCount, type NumberArray } from "../arrays/numberArray.js";
import type { Split } from "../dataSet.js";
import { sharedBytes, sharedFloats } from "../sharedMemory.js";

/** Images as a split holds them. */
export interface Images {
  readonly count: number;
  /** `[height, width, channels]`, or `[features]`. */
  readonly inputShape: readonly number[];
  readonly images: Split["images"];
}

/** The images of an array, and the place to name in an error. */
interface Source {
  readonly array: NumberArray;
  readonly where: string;
  /** Numbers an example. */
  readonly size: number;
}

const convert: { readonly [K in ElementKind]: (source: Source) => Split["images"] } = {
  bool: booleanImages,
  integer: integerImages,
  float: floatImages,
};

/**
 * Takes an array as images: `N × height × width × channels`, `N × height × width` (one channel) or
 * `N × features`. Integers are pixels 0..255, booleans black and white, floats lie in [0, 1].
 *
 * @param where - the array's name, as the errors show it
 * @throws GloroError for another shape, or a value out of range (NaN and infinities too)
 */
export function imagesOf(array: NumberArray, where: string): Images {
  const inputShape = inputShapeOf(array.shape, where);
  const source = { array, where, size: elementCount(inputShape) };
  return { count: array.shape[0] ?? 0, inputShape, images: convert[array.kind](source) };
}

function inputShapeOf(shape: readonly number[], where: string): readonly number[] {
  const [, height, , channels] = shape;
  const channelsFirst = (height === 1 || height === 3) && channels !== undefined && channels > 4;
  if (shape.length < 2 || shape.length > 4 || elementCount(shape) === 0 || channelsFirst) {
    throw new GloroError(
      `The ${where} have the shape ${shape.join(" × ")}; examples × height × width × channels, ` +
        `examples × height × width or examples × features is expected. Reshape or transpose them.`,
    );
  }
  return shape.length === 3 ? [...shape.slice(1), 1] : shape.slice(1);
}

function booleanImages({ array, where }: Source): Uint8Array {
  const images = sharedBytes(array.values.length, `The ${where}`);
  for (let index = 0; index < images.length; index++)
    images[index] = 255 * (array.values[index] ?? 0);
  return images;
}

function integerImages(source: Source): Uint8Array {
  const { values } = source.array;
  const images = sharedBytes(values.length, `The ${source.where}`);
  if (values instanceof Uint8Array) {
    images.set(values);
    return images;
  }
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    if (value < 0 || value > 255) throw badPixel(source, index, "0..255", "");
    images[index] = value;
  }
  return images;
}

function floatImages(source: Source): Float32Array {
  const { values } = source.array;
  const images = sharedFloats(values.length, `The ${source.where}`);
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    // Written so that a NaN fails too.
    if (!(value >= 0 && value <= 1)) {
      const bytesLikely = value > 1 && value <= 255;
      const advice = bytesLikely ? " If they run from 0 to 255, divide them by 255." : "";
      throw badPixel(source, index, "[0, 1]", advice);
    }
    images[index] = value;
  }
  return images;
}

function badPixel(source: Source, index: number, range: string, advice: string): GloroError {
  const example = Math.floor(index / source.size);
  return new GloroError(
    `Example ${example} of the ${source.where} holds the value ${String(source.array.values[index])}; ` +
      `values must lie in ${range}.${advice}`,
  );
}
