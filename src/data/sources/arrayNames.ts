/** The names under which NumPy files hold images (`x`) and labels (`y`). */
interface PairNames {
  readonly images: string;
  readonly labels: string;
}

/** The arrays to read from a source, by their names. */
export interface ArrayNames {
  readonly train: PairNames;
  readonly test?: PairNames;
}

const trainAndTest: Required<ArrayNames> = {
  train: { images: "x_train", labels: "y_train" },
  test: { images: "x_test", labels: "y_test" },
};
const oneSplit: ArrayNames = { train: { images: "x", labels: "y" } };

/** What to call the names, in an error. */
export const arrayNamesLookedFor = "x_train, y_train, x_test and y_test, or x and y";

/** The arrays to read, given the names that a source has; `undefined` where they are others. */
export function chooseArrayNames(available: readonly string[]): ArrayNames | undefined {
  const has = ({ images, labels }: PairNames): boolean =>
    available.includes(images) && available.includes(labels);
  if (has(trainAndTest.train)) {
    return has(trainAndTest.test) ? trainAndTest : { train: trainAndTest.train };
  }
  return has(oneSplit.train) ? oneSplit : undefined;
}
