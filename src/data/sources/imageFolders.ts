import { basename } from "node:path";
import { sharedBytes, sharedIntegers } from "../sharedMemory.js";
import { decodeImage, imageSize, type ImageSize } from "./decodeImage.js";
import { listImageTree, type ImageFile, type ImageTree } from "./imageTree.js";
import type { SourceData, SourceSplit } from "./sourceData.js";
import type { SourceFormat } from "./sourceFormat.js";

// Enough to keep libuv's four threads busy; few enough to stop soon at an image that is broken.
const decodedAtOnce = 32;

/** PNG and JPEG files in a folder a class, all of one size. */
export const imageFolders: SourceFormat = {
  lookedFor: "a folder with images in train/<class>/ and test/<class>/, or in <class>/ (png, jpg)",
  find: async ({ path }) => {
    const tree = await listImageTree(path);
    return tree && (() => readTree(tree, path));
  },
};

async function readTree(tree: ImageTree, path: string): Promise<SourceData> {
  const size = await commonSize([...tree.train, ...(tree.test ?? [])]);
  const name = basename(path);
  const train = await decodeSplit(tree.train, size, `train images of ${path}`);
  if (tree.test === undefined) return { name, classNames: tree.classNames, train };
  const test = await decodeSplit(tree.test, size, `test images of ${path}`);
  return { name, classNames: tree.classNames, train, test };
}

/** The first image's height and width, and colour if any image has it. */
async function commonSize(files: readonly ImageFile[]): Promise<ImageSize> {
  let first: ImageSize | undefined;
  for (const { path } of files) {
    const size = await imageSize(path);
    first ??= size;
    if (size.channels === 3) return { ...first, channels: 3 };
  }
  if (first === undefined) throw new Error("There are no images to measure.");
  return first;
}

async function decodeSplit(
  files: readonly ImageFile[],
  size: ImageSize,
  where: string,
): Promise<SourceSplit> {
  const imageBytes = size.height * size.width * size.channels;
  const images = sharedBytes(files.length * imageBytes, `The ${where}`);
  const labels = sharedIntegers(files.length, `The labels of the ${where}`);
  labels.set(files.map(({ label }) => label));
  for (let start = 0; start < files.length; start += decodedAtOnce) {
    const decode = async ({ path }: ImageFile, index: number): Promise<void> => {
      images.set(await decodeImage(path, size), (start + index) * imageBytes);
    };
    await Promise.all(files.slice(start, start + decodedAtOnce).map(decode));
  }
  const inputShape = [size.height, size.width, size.channels];
  return { count: files.length, images, labels, inputShape, where };
}
