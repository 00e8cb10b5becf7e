import { GloroError, ShapeError } from "../../gloro/errors.js";
import type { Split } from "../dataSet.js";

/**
 * Checks that a split can be cut into batches.
 *
 * @returns the numbers an image has
 * @throws ShapeError when images, labels and shape do not fit together
 * @throws GloroError for a batch size that is not a positive whole number
 */
export function checkBatching(
  { count, images, labels }: Split,
  inputShape: readonly number[],
  batchSize: number,
): number {
  const size = inputShape.reduce((product, length) => product * length, 1);
  if (count < 1 || images.length !== count * size || labels.length !== count) {
    throw new ShapeError(
      `${count} examples of ${inputShape.join(" × ")} need ${count * size} numbers and ${count} ` +
        `labels; the split has ${images.length} and ${labels.length}.`,
    );
  }
  if (!Number.isInteger(batchSize) || batchSize < 1) {
    throw new GloroError(`The batch size must be a positive whole number, got ${batchSize}.`);
  }
  return size;
}
