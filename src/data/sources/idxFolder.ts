import { basename, join } from "node:path";
import type { DataSource } from "./dataSource.js";
import { readFilePairs } from "./filePairs.js";
import { listFolder } from "./listFolder.js";
import type { SourceFormat } from "./sourceFormat.js";

const standardNames = {
  train: { images: "train-images-idx3-ubyte", labels: "train-labels-idx1-ubyte" },
  test: { images: "t10k-images-idx3-ubyte", labels: "t10k-labels-idx1-ubyte" },
} as const;

/** A folder with the four IDX files of MNIST and its successors, each plain or gzipped. */
export const idxFolder: SourceFormat = {
  lookedFor: `a folder with ${standardNames.train.images}[.gz] and the three files beside it`,
  find: async ({ path }) => {
    const files = await standardFiles(path);
    return files && (() => readFilePairs(files, basename(path)));
  },
};

async function standardFiles(folder: string): Promise<Required<DataSource> | undefined> {
  const names = await listFolder(folder);
  const find = (name: string): string | undefined =>
    [name, `${name}.gz`].find((candidate) => names.includes(candidate));
  const pair = ({ images, labels }: { images: string; labels: string }) => {
    const found = { images: find(images), labels: find(labels) };
    if (found.images === undefined || found.labels === undefined) return undefined;
    return { images: join(folder, found.images), labels: join(folder, found.labels) };
  };
  const train = pair(standardNames.train);
  const test = pair(standardNames.test);
  return train && test && { train, test };
}
