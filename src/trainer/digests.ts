import { createHash } from "node:crypto";
import { extname } from "node:path";
import { copyImage } from "../data/batches/copyImage.js";
import type { TestData } from "../data/dataSet.js";
import { GloronetError } from "../formats/gloronetError.js";
import { readModelFile } from "../formats/readModelFile.js";

/** The SHA-256 of a model file's bytes. @throws GloronetError for a model that is more than its file */
export async function modelDigest(file: string): Promise<string> {
  if (extname(file) === ".json") {
    throw new GloronetError(
      file,
      "its weights are in other files, so a certificate cannot name it. Take: gloro import … -o net.gloronet",
    );
  }
  return createHash("sha256")
    .update(await readModelFile(file))
    .digest("hex");
}

/**
 * The SHA-256 of what a network is asked, all little-endian: the number of examples and each size of an image
 * as uint32, all images as float32 as the network gets them, all labels as int32.
 */
export function dataDigest({ test, inputShape }: Pick<TestData, "test" | "inputShape">): string {
  const hash = createHash("sha256");
  hash.update(littleEndian(Uint32Array.of(test.count, ...inputShape)));
  const image = new Float32Array(test.images.length / test.count);
  for (let example = 0; example < test.count; example++) {
    copyImage(test, example, image);
    hash.update(littleEndian(image));
  }
  return hash.update(littleEndian(test.labels)).digest("hex");
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function littleEndian({ buffer, byteOffset, byteLength }: Uint32Array | Int32Array | Float32Array) {
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  return isLittleEndian ? bytes : Buffer.from(bytes).swap32();
}
