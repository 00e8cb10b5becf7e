import { basename, join } from "node:path";
import { arrayNamesLookedFor, chooseArrayNames, type ArrayNames } from "./arrayNames.js";
import type { DataSource } from "./dataSource.js";
import { readFilePairs } from "./filePairs.js";
import { listFolder } from "./listFolder.js";
import type { SourceFormat } from "./sourceFormat.js";

const extension = ".npy";

/** A folder with NumPy arrays `x_train.npy`, `y_train.npy`, ... or `x.npy` and `y.npy`. */
export const npyFolder: SourceFormat = {
  lookedFor: `a folder with the .npy files ${arrayNamesLookedFor}`,
  find: async ({ path }) => {
    const names = await arrayNamesIn(path);
    return names && (() => readFilePairs(files(path, names), basename(path)));
  },
};

function files(folder: string, { train, test }: ArrayNames): DataSource {
  const pair = ({ images, labels }: ArrayNames["train"]) => ({
    images: join(folder, images + extension),
    labels: join(folder, labels + extension),
  });
  return test === undefined ? { train: pair(train) } : { train: pair(train), test: pair(test) };
}

async function arrayNamesIn(folder: string): Promise<ArrayNames | undefined> {
  const names = await listFolder(folder);
  return chooseArrayNames(
    names
      .filter((name) => name.endsWith(extension))
      .map((name) => name.slice(0, -extension.length)),
  );
}
