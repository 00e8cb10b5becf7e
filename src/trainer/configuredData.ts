import type { DataSet } from "../data/dataSet.js";
import { loadDataSet } from "../data/loadDataSet.js";
import type { DataSource } from "../data/sources/dataSource.js";
import { GloroError } from "../gloro/errors.js";
import type { Config } from "../runs/config.js";

/**
 * The data that a config names; in a run, its paths are absolute.
 * @throws GloroError where it names none, or they cannot be read.
 */
export function configuredData({ data, seed }: Pick<Config, "data" | "seed">): Promise<DataSet> {
  if (typeof data === "string") return loadDataSet(data, { seed });
  const { classes, testFraction } = data;
  return loadDataSet(sourceOf(data), {
    seed,
    ...(classes !== undefined && { classes }),
    ...(testFraction !== undefined && { testFraction }),
  });
}

function sourceOf({ path, train, test }: Exclude<Config["data"], string>): string | DataSource {
  if (path !== undefined) return path;
  if (train === undefined) {
    throw new GloroError("data names no files: give it a path, or train with images and labels.");
  }
  return test === undefined ? { train } : { train, test };
}
