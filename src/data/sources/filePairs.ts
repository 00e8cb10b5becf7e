import { readArrayFile } from "../arrays/readArrayFile.js";
import type { DataSource, FilePair } from "./dataSource.js";
import { pairedSplit } from "./pairedSplit.js";
import type { SourceData, SourceSplit } from "./sourceData.js";

/**
 * Reads a data set from its files, given with absolute paths.
 *
 * @param name - the data set's name
 * @throws GloroError for files that are missing or broken
 */
export async function readFilePairs(
  { train, test }: DataSource,
  name: string,
): Promise<SourceData> {
  const split = await readPair(train, "train");
  return test === undefined
    ? { name, train: split }
    : { name, train: split, test: await readPair(test, "test") };
}

async function readPair(pair: FilePair, part: string): Promise<SourceSplit> {
  const images = await readArrayFile(pair.images);
  const labels = await readArrayFile(pair.labels);
  return pairedSplit({ images, labels }, part, pair.images);
}
