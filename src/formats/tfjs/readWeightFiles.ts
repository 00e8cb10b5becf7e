import { realpath } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { GloroError } from "../../gloro/errors.js";
import { firstNotFinite } from "../../gloro/firstNotFinite.js";
import { readModelFile } from "../readModelFile.js";
import type { WeightGroup } from "./modelJson.js";

/** A weight and its numbers. */
export interface StoredWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

const elementBytes = Float32Array.BYTES_PER_ELEMENT;

/**
 * The weights of one group, out of the files beside a `model.json`.
 *
 * @throws GloroError for a link that leads elsewhere, files of another size, and numbers that are not finite;
 *   GloronetError for a file that cannot be read
 */
export async function readWeightFiles(
  modelPath: string,
  { paths, weights }: WeightGroup,
): Promise<StoredWeight[]> {
  const folder = dirname(modelPath);
  const expected = weights.reduce((sum, { elements }) => sum + elements * elementBytes, 0);
  const pieces: Uint8Array[] = [];
  let found = 0;
  for (const path of paths) {
    await checkInside(folder, path);
    const piece = await readModelFile(join(folder, path));
    pieces.push(piece);
    found += piece.length;
    if (found > expected) break;
  }
  if (found !== expected) {
    throw new GloroError(
      `its files of weights have ${found > expected ? "more than " : ""}${Math.min(found, expected)} bytes, where ${expected} are described. Copy or save it again.`,
    );
  }
  const bytes = Buffer.concat(pieces);
  let at = 0;
  return weights.map(({ name, shape, elements }) => {
    // A copy: in the file the numbers need not stand at a multiple of four bytes.
    const data = new Float32Array(
      Uint8Array.from(bytes.subarray(at, at + elements * elementBytes)).buffer,
    );
    at += elements * elementBytes;
    const bad = firstNotFinite(data);
    if (bad >= 0) {
      throw new GloroError(
        `the weight "${name}" holds ${data[bad] ?? NaN}: such a network certifies nothing.`,
      );
    }
    return { name, shape, data };
  });
}

async function checkInside(folder: string, path: string): Promise<void> {
  // What is not there is refused when it is read.
  const real = await realpath(join(folder, path)).catch(() => undefined);
  if (real === undefined || real.startsWith((await realpath(folder)) + sep)) return;
  throw new GloroError(
    `its file of weights ${JSON.stringify(path)} is a link that leads out of its folder. Put the file itself there.`,
  );
}
