import { addAffine, constantly, scaleAffine, type AffineBound } from "./affineBound.js";
import { sumRounding, type FloatModel } from "./floatModel.js";
import { layerArithmetic, type LayerArithmetic } from "./layerArithmetic.js";
import { matrixOf } from "./layerKernel.js";
import type { DenseLayer } from "./layers.js";
import { marginConstants, type MarginConstants } from "./marginConstants.js";
import { underflowOf, withoutOverflow, type Deviation } from "./networkDeviation.js";
import { normUp } from "./normUp.js";
import { addUp, exactly, type UpperBound } from "./upperBound.js";

/** What the rounding of a head depends on. */
export interface HeadArithmetic {
  readonly arithmetic: LayerArithmetic;
  /** At least ‖W_j − W_i‖₂, for each pair. */
  readonly differences: MarginConstants;
  readonly logits: readonly {
    /** At least ‖W_j‖₂. */
    readonly magnitude: UpperBound;
    readonly bias: UpperBound;
  }[];
}

/** What rounding may take from a margin between two classes, as the deviation's variable ρ grows. */
export interface MarginRounding {
  /** `classes × classes`, row-major and symmetric, 0 on the diagonal. */
  readonly errors: readonly AffineBound[];
  /** Up to this ρ nothing overflows. */
  readonly largestInput: number;
}

/** The arithmetic of a head. @throws ShapeError, GloroError for a kernel that does not fit, or NaN */
export function headArithmetic(head: DenseLayer): HeadArithmetic {
  const { rows, columns, values } = matrixOf(head);
  const differences = marginConstants(head, exactly(1));
  const arithmetic = layerArithmetic(head, exactly(0), columns);
  if (!arithmetic) throw new RangeError("A dense layer has an arithmetic.");
  const logits = Array.from({ length: columns }, (_, j) => ({
    magnitude: normUp(
      Float64Array.from({ length: rows }, (_, row) => values[row * columns + j] ?? 0),
    ),
    bias: exactly(Math.abs(head.bias?.[j] ?? 0)),
  }));
  return { arithmetic, differences, logits };
}

const nothing = constantly(exactly(0));

/**
 * Bounds how far a margin y_j − y_i in floating point may be from the real one: `‖W_j − W_i‖₂` times the
 * deviation of the head's input, plus the rounding of the two logits themselves.
 *
 * @param input of the head
 */
export function marginRounding(
  { arithmetic, differences, logits }: HeadArithmetic,
  input: Deviation,
  model: FloatModel,
): MarginRounding {
  const { terms, sum } = sumRounding(model, arithmetic);
  const computed = addAffine(input.norm, input.error);
  let { largestInput } = input;
  const own = logits.map(({ magnitude, bias }) => {
    // By Cauchy and Schwarz, both of the sum of the terms' sizes and of the sum itself.
    const size = addAffine(scaleAffine(computed, magnitude), constantly(bias));
    largestInput = Math.min(largestInput, withoutOverflow(size, magnitude, model));
    const lost = underflowOf(model, arithmetic, { magnitude, input: computed, root: exactly(1) });
    return addAffine(scaleAffine(size, addUp(terms, sum)), lost);
  });
  const { classes, values } = differences;
  const errors = values.map((difference, pair) => {
    const [j, i] = [Math.floor(pair / classes), pair % classes];
    if (i === j) return nothing;
    const both = addAffine(own[j] ?? nothing, own[i] ?? nothing);
    return addAffine(scaleAffine(input.error, difference), both);
  });
  return { errors, largestInput };
}
