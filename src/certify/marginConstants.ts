import { matrixOf } from "./layerKernel.js";
import type { DenseLayer } from "./layers.js";
import { normUp } from "./normUp.js";
import { withUnitColumnError } from "./unitColumns.js";
import { exactly, multiplyUp, type UpperBound } from "./upperBound.js";

/** Lipschitz constants of the margins between two classes. */
export interface MarginConstants {
  readonly classes: number;
  /** `classes × classes`, row-major and symmetric, 0 on the diagonal: K_ji at `j·classes + i`. */
  readonly values: readonly UpperBound[];
}

const pairOfColumns = 2;

// Each difference of two weights is rounded once: its square is off by (1 + u)² at most.
const differenceRounding = exactly(1 + 2 ** -50);

/**
 * Bounds how fast a margin y_j − y_i can change: `K_ji = L_sub · ‖W_j − W_i‖₂` over the columns of the
 * head (arXiv 2102.08452, section 3.1).
 *
 * @param head the last layer: features × classes
 * @param subLipschitz an upper bound of the Lipschitz constant of all layers before it
 * @throws ShapeError where the kernel does not fit, GloroError where a weight is NaN or infinite
 */
export function marginConstants(head: DenseLayer, subLipschitz: UpperBound): MarginConstants {
  const { rows: features, columns: classes, values: kernel } = matrixOf(head);
  const values = Array.from({ length: classes * classes }, () => exactly(0));
  for (let j = 0; j < classes; j++) {
    for (let i = 0; i < j; i++) {
      const difference = new Float64Array(features);
      for (let row = 0; row < features; row++) {
        const start = row * classes;
        difference[row] = (kernel[start + j] ?? 0) - (kernel[start + i] ?? 0);
      }
      const computed = multiplyUp(normUp(difference), differenceRounding);
      const norm = head.hasUnitColumns
        ? withUnitColumnError(computed, { inputs: features, outputs: pairOfColumns })
        : computed;
      const constant = multiplyUp(subLipschitz, norm);
      values[j * classes + i] = constant;
      values[i * classes + j] = constant;
    }
  }
  return { classes, values };
}
