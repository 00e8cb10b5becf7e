import sharp, { type Sharp } from "sharp";
import { GloroError } from "../../gloro/errors.js";
import { readFileBytes } from "../arrays/readFileBytes.js";

/** The size of an image, in pixels, and how many numbers a pixel has: 1 (grey) or 3 (red, green, blue). */
export interface ImageSize {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

/** Reads the size of a PNG or JPEG image; transparency does not count as a channel. */
export async function imageSize(path: string): Promise<ImageSize> {
  const bytes = await readFileBytes(path);
  const { height, width, channels } = await readable(path, () => open(bytes).metadata());
  return { height, width, channels: channels <= 2 ? 1 : 3 };
}

/**
 * Decodes a PNG or JPEG image to bytes in channels-last order, without its transparency; grey becomes
 * colour where three channels are asked for.
 *
 * @param expected - the size that it must have
 * @throws GloroError when it has another size, or cannot be decoded
 */
export async function decodeImage(path: string, expected: ImageSize): Promise<Uint8Array> {
  const bytes = await readFileBytes(path);
  const pixels = expected.height * expected.width;
  const { data, info } = await readable(path, () =>
    open(bytes, pixels)
      .removeAlpha()
      .toColourspace(expected.channels === 1 ? "b-w" : "srgb")
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true }),
  );
  if (info.width !== expected.width || info.height !== expected.height) {
    throw new GloroError(
      `${path} has ${info.height} × ${info.width} pixels, the first image has ` +
        `${expected.height} × ${expected.width}. Give all images one size.`,
    );
  }
  return data;
}

/**
 * Keeps other formats, whatever the file's extension says, away from the decoder, and images with
 * more pixels, which could take any amount of memory.
 */
function open(bytes: Uint8Array, largest?: number): Sharp {
  const isPng = bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47;
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  if (!isPng && !isJpeg) throw new Error("it is neither a PNG nor a JPEG file");
  return largest === undefined ? sharp(bytes) : sharp(bytes, { limitInputPixels: largest });
}

async function readable<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const tooLarge = reason.includes("pixel limit");
    throw new GloroError(
      tooLarge
        ? `${path} has more pixels than the first image. Give all images one size.`
        : `${path} cannot be read as an image: ${reason}. Replace or remove it.`,
    );
  }
}
