import { GloroError } from "../../gloro/errors.js";
import type { NumberArray } from "../arrays/numberArray.js";
import { sharedIntegers } from "../sharedMemory.js";

const largestLabel = 2 ** 31 - 2;

/**
 * Takes an array of `N` or `N × 1` numbers as class indices.
 *
 * @param where - the array's name, as the errors show it
 * @throws GloroError for another shape, or a label that is no class index
 */
export function labelsOf({ shape, values }: NumberArray, where: string): Int32Array {
  if (shape.length === 0 || shape.length > 2 || (shape[1] ?? 1) !== 1) {
    throw new GloroError(
      `The ${where} have the shape ${shape.join(" × ")}; one class index an example is expected. ` +
        `Turn one-hot labels into indices with argmax.`,
    );
  }
  const labels = sharedIntegers(values.length, `The ${where}`);
  for (let example = 0; example < values.length; example++) {
    const label = values[example] ?? 0;
    if (!Number.isInteger(label) || label < 0 || label > largestLabel) {
      throw new GloroError(
        `Example ${example} of the ${where} has the label ${label}; ` +
          `labels are whole numbers from 0 to the number of classes less 1.`,
      );
    }
    labels[example] = label;
  }
  return labels;
}
