import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { GloroError } from "../../gloro/errors.js";
import type { DataSource, FilePair } from "./dataSource.js";
import { readFilePairs } from "./filePairs.js";
import type { SourceData } from "./sourceData.js";
import type { ReadSource } from "./sourceFormat.js";
import { sourceFormats } from "./sourceFormats.js";

/**
 * Reads what is at a place, in the first format that is found there.
 *
 * @param source - the word `mnist`, a path, or the files one by one
 * @param baseFolder - what relative paths are relative to
 * @throws GloroError when no format is found, or the data is broken
 */
export async function readSource(
  source: string | DataSource,
  baseFolder: string,
): Promise<SourceData> {
  if (typeof source !== "string") {
    const pair = ({ images, labels }: FilePair): FilePair => ({
      images: resolve(baseFolder, images),
      labels: resolve(baseFolder, labels),
    });
    const train = pair(source.train);
    const files = source.test === undefined ? { train } : { train, test: pair(source.test) };
    return readFilePairs(files, source.train.images);
  }
  const read = await findSource(source, baseFolder);
  return read();
}

/**
 * Finds what is at a place, in the first format that fits, judging by names alone.
 *
 * @returns what reads it
 * @throws GloroError when no format is found
 */
export async function findSource(source: string, baseFolder: string): Promise<ReadSource> {
  const location = { written: source, path: resolve(baseFolder, source) };
  for (const format of Object.values(sourceFormats)) {
    const read = await format.find(location);
    if (read !== undefined) return read;
  }
  const found = existsSync(location.path)
    ? `${location.path} holds no data set`
    : `There is no ${location.path}`;
  const lookedFor = Object.values(sourceFormats).map((format) => format.lookedFor);
  throw new GloroError(`${found}. A data set is ${lookedFor.join("; ")}.`);
}
