import type { Split } from "./dataSet.js";
import { sharedBytes, sharedFloats, sharedIntegers } from "./sharedMemory.js";

/** The split itself where worker threads can read it already, else a copy that they can. */
export function shareSplit({ count, images, labels }: Split): Split {
  return { count, images: shareImages(images), labels: shareLabels(labels) };
}

function shareImages(images: Split["images"]): Split["images"] {
  if (images.buffer instanceof SharedArrayBuffer) return images;
  const allocate = images instanceof Uint8Array ? sharedBytes : sharedFloats;
  const shared = allocate(images.length, "A shared copy of the images");
  shared.set(images);
  return shared;
}

function shareLabels(labels: Int32Array): Int32Array {
  if (labels.buffer instanceof SharedArrayBuffer) return labels;
  const shared = sharedIntegers(labels.length, "A shared copy of the labels");
  shared.set(labels);
  return shared;
}
