import type { TestData } from "../data/dataSet.js";
import { GloroError } from "../gloro/errors.js";
import type { Network } from "../gloro/network.js";

/** @throws GloroError where data do not fit the network of a file */
export function checkDataFit({ inputShape, classes }: Network, data: TestData, file: string): void {
  if (inputShape.join() !== data.inputShape.join() || classes < data.classes) {
    throw new GloroError(
      `${file} takes [${inputShape.join(", ")}] and tells ${classes} classes apart, but ${data.name} has ` +
        `[${data.inputShape.join(", ")}] and ${data.classes}. Name data that fit.`,
    );
  }
}
