import { GloroError } from "../gloro/errors.js";

/** What the weights of a file may come to. */
export interface WeightLimits {
  /** Numbers in all weights together. */
  readonly elements: number;
  readonly weights: number;
}

/** Counts the weights that a file claims to hold, before any is read. */
export class WeightCount {
  private elements = 0;
  private weights = 0;

  constructor(private readonly limits: WeightLimits) {}

  /**
   * Counts one more, and gives its numbers.
   *
   * @param what names it in the refusal, such as `the weight "dense/kernel:0"`
   * @throws GloroError for more weights or numbers than the limits
   */
  add(what: string, shape: readonly number[]): number {
    const elements = shape.reduce((product, side) => product * side, 1);
    this.elements += elements;
    if (shape.some((side) => side > this.limits.elements) || this.elements > this.limits.elements) {
      throw new GloroError(
        `with ${what} of shape [${shape.join(", ")}] it claims more than ${this.limits.elements} numbers.`,
      );
    }
    if (++this.weights > this.limits.weights) {
      throw new GloroError(`it names more than ${this.limits.weights} weights.`);
    }
    return elements;
  }
}
