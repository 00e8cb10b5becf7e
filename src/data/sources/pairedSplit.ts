import { GloroError } from "../../gloro/errors.js";
import type { NumberArray } from "../arrays/numberArray.js";
import { imagesOf } from "./imagesOf.js";
import { labelsOf } from "./labelsOf.js";
import type { SourceSplit } from "./sourceData.js";

/** An array of images and the array of their labels. */
export interface ArrayPair {
  readonly images: NumberArray;
  readonly labels: NumberArray;
}

/**
 * Puts images and labels together.
 *
 * @param part - which part of the source they are, as the errors name it: `train`
 * @param source - the source, as the errors name it
 * @throws GloroError when their counts differ, or either is not what its name says
 */
export function pairedSplit(
  { images, labels }: ArrayPair,
  part: string,
  source: string,
): SourceSplit {
  const where = `${part} images of ${source}`;
  const found = imagesOf(images, where);
  const classIndices = labelsOf(labels, `${part} labels of ${source}`);
  if (found.count !== classIndices.length) {
    throw new GloroError(
      `There are ${found.count} ${where} but ${classIndices.length} labels; each image needs one.`,
    );
  }
  return { ...found, labels: classIndices, where };
}
