import { createGunzip } from "node:zlib";
import { GloroError } from "../../gloro/errors.js";
import type { GloronetLimits } from "./gloronetLimits.js";

const chunkSize = 2 ** 20;

/**
 * Inflates piece by piece, and stops at the first piece beyond the limits.
 *
 * @throws GloroError for what is no gzip file, is damaged, or grows too large
 */
export async function* gunzip(
  compressed: Uint8Array,
  { inflatedBytes, ratio, freeBytes }: GloronetLimits,
): AsyncGenerator<Buffer> {
  if (compressed[0] !== 0x1f || compressed[1] !== 0x8b) {
    throw new GloroError("it is no gzip file, as every .gloronet file is.");
  }
  const limit = Math.min(inflatedBytes, freeBytes + ratio * compressed.length);
  const stream = createGunzip({ chunkSize });
  stream.end(compressed);
  let inflated = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      inflated += piece.length;
      if (inflated > limit) {
        throw new GloroError(
          `its ${compressed.length} bytes inflate to more than ${limit}: it is made to fill memory.`,
        );
      }
      yield piece;
    }
  } catch (error) {
    if (error instanceof GloroError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new GloroError(`it cannot be inflated: ${reason}. Copy or download it again.`);
  } finally {
    stream.destroy();
  }
}
