import { totalmem } from "node:os";
import { unzipSync, type UnzipFileInfo } from "fflate";
import { GloroError } from "../../gloro/errors.js";
import { deflateCanHold } from "./deflateLimit.js";
import { readFileBytes } from "./readFileBytes.js";

const extension = ".npy";

/** The members of a `.npz` archive. */
export interface Npz {
  /** The names of its arrays, without `.npy`. */
  readonly names: readonly string[];
  /** The bytes of an array, decompressed up to the length that the archive claims for it. */
  member(name: string): Uint8Array;
}

/**
 * Opens a `.npz` archive: reads its list of members and decompresses none.
 *
 * @throws GloroError when it is missing, or no complete archive
 */
export async function readNpz(path: string): Promise<Npz> {
  const bytes = await readFileBytes(path);
  const names: string[] = [];
  unzip(bytes, path, (file) => {
    if (file.name.endsWith(extension)) names.push(file.name.slice(0, -extension.length));
    return false;
  });
  return {
    names,
    member(name) {
      let found = 0;
      const members = unzip(bytes, path, (file) => {
        if (file.name !== name + extension) return false;
        checkClaim(file, ++found, path);
        return true;
      });
      const member = members[name + extension];
      if (member === undefined) throw new GloroError(`${path} has no array "${name}".`);
      return member;
    },
  };
}

/** Throws before fflate allocates what a member claims. */
function checkClaim(file: UnzipFileInfo, timesFound: number, path: string): void {
  if (timesFound > 1) {
    throw new GloroError(
      `${path} holds "${file.name}" more than once. Save it again with np.savez.`,
    );
  }
  const possible =
    file.compression === 0
      ? file.originalSize === file.size
      : deflateCanHold(file.originalSize, file.size);
  if (!possible || file.originalSize > totalmem()) {
    throw new GloroError(
      `${path} claims ${file.originalSize} bytes for "${file.name}", more than its ${file.size} ` +
        `compressed bytes or this machine's memory can hold. Save it again with np.savez.`,
    );
  }
}

function unzip(bytes: Uint8Array, path: string, filter: (file: UnzipFileInfo) => boolean) {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof GloroError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new GloroError(
      `${path} (${bytes.length} bytes) is broken or cut short: ${reason}. Copy or download it again.`,
    );
  }
}
