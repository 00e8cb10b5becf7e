import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { GloroError } from "../../gloro/errors.js";
import { decodeArray } from "../arrays/decodeArray.js";
import { readNpz } from "../arrays/readNpz.js";
import { arrayNamesLookedFor, chooseArrayNames, type ArrayNames } from "./arrayNames.js";
import { pairedSplit } from "./pairedSplit.js";
import type { SourceData } from "./sourceData.js";
import type { SourceFormat } from "./sourceFormat.js";

const extension = ".npz";

/** A NumPy archive with the arrays `x_train`, `y_train`, `x_test` and `y_test`, or `x` and `y`. */
export const npzFile: SourceFormat = {
  lookedFor: `a .npz file with the arrays ${arrayNamesLookedFor}`,
  find: async ({ path }) => {
    const file = path.endsWith(extension) && (await stat(path).catch(() => undefined))?.isFile();
    return file ? () => readArchive(path) : undefined;
  },
};

async function readArchive(path: string): Promise<SourceData> {
  const npz = await readNpz(path);
  const names = chooseArrayNames(npz.names);
  if (names === undefined) {
    throw new GloroError(
      `${path} holds the arrays ${npz.names.slice(0, 20).join(", ") || "(none)"}; ` +
        `${arrayNamesLookedFor} are expected. Save it with np.savez(file, x=images, y=labels).`,
    );
  }
  const array = (name: string) => decodeArray(npz.member(name), `${path}:${name}`);
  const split = ({ images, labels }: ArrayNames["train"], part: string) =>
    pairedSplit({ images: array(images), labels: array(labels) }, part, path);
  const name = basename(path, extension);
  const train = split(names.train, "train");
  return names.test === undefined
    ? { name, train }
    : { name, train, test: split(names.test, "test") };
}
