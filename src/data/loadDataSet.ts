import { GloroError, ShapeError } from "../gloro/errors.js";
import { classCount } from "./classCount.js";
import type { DataSet, Split, TestData } from "./dataSet.js";
import { holdOut } from "./holdOut.js";
import type { DataSource } from "./sources/dataSource.js";
import { readSource } from "./sources/readSource.js";
import type { SourceData, SourceSplit } from "./sources/sourceData.js";

/** How to read a data set. */
export interface LoadOptions {
  /** What relative paths are relative to: the config's folder. The working folder by default. */
  readonly baseFolder?: string;
  /** The data set's name; by default the source's own, such as its folder's. */
  readonly name?: string;
  /** The number of classes; by default the source's class names or its largest label tell. */
  readonly classes?: number;
  /** How much of a source with one split becomes the test split; 0.1 by default. */
  readonly testFraction?: number;
  /** Chooses which examples are held out; 0 by default. */
  readonly seed?: number;
}

/**
 * Loads a data set into memory that worker threads share.
 *
 * @param source - `mnist`, a path (a folder of IDX files, `.npy` files, CIFAR-10 batches or images, or
 * a `.npz` file), or pairs of files
 * @throws GloroError when nothing readable is there, or the data is broken; the message says where
 */
export async function loadDataSet(
  source: string | DataSource,
  options: LoadOptions = {},
): Promise<DataSet> {
  const data = await readSource(source, options.baseFolder ?? process.cwd());
  return {
    name: options.name ?? data.name,
    inputShape: inputShape(data),
    classes: classCount(data, options.classes),
    ...(data.classNames && { classNames: data.classNames }),
    ...splits(data, options),
  };
}

/**
 * Loads what an evaluation takes of a data set: its test split, or all of a source of one split, since
 * nothing of it was trained on here. Otherwise as {@link loadDataSet}.
 */
export async function loadTestData(
  source: string,
  options: Pick<LoadOptions, "baseFolder"> = {},
): Promise<TestData> {
  const data = await readSource(source, options.baseFolder ?? process.cwd());
  return {
    name: data.name,
    inputShape: inputShape(data),
    classes: classCount(data, undefined),
    ...(data.classNames && { classNames: data.classNames }),
    test: withoutSource(data.test ?? data.train),
  };
}

function inputShape({ name, train, test }: SourceData): readonly number[] {
  const [expected, found] = [train, test ?? train].map((split) => split.inputShape.join(" × "));
  if (expected !== found) {
    throw new ShapeError(
      `${name} has training images of ${expected ?? ""} and test images of ${found ?? ""}; ` +
        `both must have one shape.`,
    );
  }
  return train.inputShape;
}

function splits(
  { name, train, test }: SourceData,
  { testFraction = 0.1, seed = 0 }: LoadOptions,
): Pick<DataSet, "train" | "test" | "heldOut"> {
  if (test !== undefined) return { train: withoutSource(train), test: withoutSource(test) };
  if (!(testFraction > 0 && testFraction < 1)) {
    throw new GloroError(`testFraction must lie between 0 and 1, got ${testFraction}. Write 0.1.`);
  }
  if (train.count < 2) {
    throw new GloroError(`${name} has one example; two are the least for training and testing.`);
  }
  return { ...holdOut(train, testFraction, seed), heldOut: testFraction };
}

function withoutSource({ count, images, labels }: SourceSplit): Split {
  return { count, images, labels };
}
