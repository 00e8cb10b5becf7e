import { promisify } from "node:util";
import { constants, gunzip } from "node:zlib";
import { GloroError } from "../../gloro/errors.js";
import { arrayHeader, claimedBytes } from "./arrayHeader.js";
import { deflateCanHold } from "./deflateLimit.js";

const inflate = promisify(gunzip);
const compressedHead = 4096;
// Give what there is where the data ends early: the caller compares the length with the header's.
const finishFlush = constants.Z_SYNC_FLUSH;

/** Whether bytes begin as gzip files do. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Decompresses an IDX or NumPy file, up to the length that its own header claims.
 *
 * @throws GloroError for data that is broken, or longer than the header's claim; shorter data comes
 * back as it is
 */
export async function gunzipArray(compressed: Uint8Array, where: string): Promise<Uint8Array> {
  try {
    const head = await inflate(compressed.subarray(0, compressedHead), { finishFlush });
    const claimed = claimedBytes(arrayHeader(head, where));
    if (!deflateCanHold(claimed, compressed.length)) {
      throw new GloroError(
        `${where} claims ${claimed} bytes, more than its ${compressed.length} compressed bytes ` +
          `can hold. Copy or download it again.`,
      );
    }
    return await inflate(compressed, { finishFlush, maxOutputLength: Math.max(claimed, 1) });
  } catch (error) {
    if (error instanceof GloroError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new GloroError(`${where} cannot be decompressed: ${reason}. Copy or download it again.`);
  }
}
