import { gramOfRows, rowTile } from "./gramOfRows.js";
import { transpose, type Matrix } from "./matrix.js";
import { powerOfTwo } from "./powerOfTwo.js";
import { gamma } from "./roundingError.js";
import { sumOfAbsoluteValuesUp, sumOfSquaresUp } from "./sumUp.js";
import {
  addUp,
  exactly,
  larger,
  multiplyUp,
  squareRootUp,
  tighter,
  type UpperBound,
} from "./upperBound.js";

/** One product: what it takes to go from a bound of ‖G_{t+1}‖ back to a bound of ‖G_t‖. */
interface Round {
  /** The power of two by which G_{t+1} was divided. */
  readonly scale: UpperBound;
  /** At least ‖computed G_t·G_tᵀ − exact G_t·G_tᵀ‖₂. */
  readonly error: UpperBound;
}

/**
 * An upper bound of the spectral norm by Gram iteration (arXiv 2305.16173, theorem 1): with
 * `G_{t+1} = G_t·G_tᵀ`, `‖G_t‖₂² = ‖G_{t+1}‖₂`, and `‖G_T‖₂` is at most the Frobenius norm and the
 * ∞-norm of the symmetric `G_T`; the smaller is taken. A bound after every round, at most
 * `rows^(2^-(T+1))` times the norm.
 *
 * Rounding: a product is off by at most `γ_n·|G_t||G_t|ᵀ`, whose spectral norm is at most
 * `γ_n·‖G_t‖_F²`; that much is added at each round, in all below 1e-9 of the norm for sides up to some
 * thousands. G_t is rescaled by powers of two, which is exact, so no logarithm is needed.
 *
 * @param matrix rows × columns
 * @param rounds products to take
 * @throws RangeError where an entry is NaN or infinite: nothing bounds it
 */
export function gramIteration(matrix: Matrix, rounds: number): UpperBound {
  const largest = largestAbsoluteValue(matrix);
  if (largest === 0) return exactly(0);
  const inputScale = powerOfTwo(largest);
  let power = divide(wide(matrix), inputScale);
  const done: Round[] = [];
  for (;;) {
    const squaredFrobenius = sumOfSquaresUp(power.values);
    const frobenius = squareRootUp(squaredFrobenius);
    const last = done.length === 0 ? frobenius : tighter(frobenius, infinityNorm(power));
    if (done.length >= rounds) return multiplyUp(back(done, last), exactly(inputScale));

    const product = gramOfRows(power);
    const scale = powerOfTwo(largestAbsoluteValue(product));
    done.push({
      scale: exactly(scale),
      error: multiplyUp(gamma(power.columns), squaredFrobenius),
    });
    power = divide(product, scale);
  }
}

/** From a bound of the last scaled power's norm to a bound of the first's. */
function back(rounds: readonly Round[], last: UpperBound): UpperBound {
  return rounds.reduceRight(
    (norm, { scale, error }) => squareRootUp(addUp(multiplyUp(norm, scale), error)),
    last,
  );
}

/** The ∞-norm: the largest sum of absolute values in a row. It bounds ‖A‖₂ for symmetric A only. */
function infinityNorm({ rows, columns, values }: Matrix): UpperBound {
  let norm = exactly(0);
  for (let row = 0; row < rows; row++) {
    norm = larger(norm, sumOfAbsoluteValuesUp(values.subarray(row * columns, (row + 1) * columns)));
  }
  return norm;
}

/** The matrix or its transpose, whichever has fewer rows, with rows of 0 added to fill the last tile. */
function wide(matrix: Matrix): Matrix {
  const { rows, columns, values } = matrix.rows <= matrix.columns ? matrix : transpose(matrix);
  const paddedRows = Math.ceil(rows / rowTile) * rowTile;
  const padded = new Float64Array(paddedRows * columns);
  padded.set(values);
  return { rows: paddedRows, columns, values: padded };
}

function divide({ rows, columns, values }: Matrix, powerOfTwo: number): Matrix {
  return { rows, columns, values: values.map((value) => value / powerOfTwo) };
}

function largestAbsoluteValue({ values }: Matrix): number {
  let largest = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) {
      throw new RangeError(`A matrix with an entry ${value} has no spectral norm.`);
    }
    if (Math.abs(value) > largest) largest = Math.abs(value);
  }
  return largest;
}
