import { affineAt, type AffineBound } from "./affineBound.js";
import type { MarginRounding } from "./marginRounding.js";
import { nextDown } from "./nextFloat.js";
import { addUp, exactly, multiplyUp, type UpperBound } from "./upperBound.js";

/** What rounding takes from the margins seen at a point, there and around it. */
export interface PointRounding {
  /** Of the pair at `j·classes + i`. */
  readonly margin: (pair: number) => MarginLoss;
  /** Nothing is proven from here on: something may overflow. */
  readonly largestRadius: number;
}

/** What a margin loses: a constant, and something for each unit of distance. */
export interface MarginLoss {
  readonly loss: UpperBound;
  readonly slope: UpperBound;
}

/** Rounding that is not counted. */
export const uncounted: PointRounding = {
  margin: () => ({ loss: exactly(0), slope: exactly(0) }),
  largestRadius: Infinity,
};

/** Rounding of which nothing is known. */
export const unbounded: PointRounding = { ...uncounted, largestRadius: 0 };

/**
 * Rounding around a point of which only the norm is known: the margin seen there may be off by the
 * error at that norm, and a margin at a distance R from it by the error at the norm plus R.
 *
 * @param inputNorm at least the norm of the point
 */
export function roundingAtNorm(rounding: MarginRounding, inputNorm: UpperBound): PointRounding {
  return {
    margin(pair) {
      const error = pairOf(rounding.errors, pair);
      return { loss: multiplyUp(exactly(2), affineAt(error, inputNorm)), slope: error.slope };
    },
    largestRadius: Math.max(0, nextDown(rounding.largestInput - inputNorm)),
  };
}

/**
 * Rounding around a point whose real margins are known.
 *
 * @param around in terms of the distance from the point
 * @param known how far the margins given for the point are from the real ones, at most
 */
export function roundingAround(
  around: MarginRounding,
  known: (pair: number) => UpperBound,
): PointRounding {
  return {
    margin(pair) {
      const { slope, constant } = pairOf(around.errors, pair);
      return { loss: addUp(known(pair), constant), slope };
    },
    largestRadius: around.largestInput,
  };
}

function pairOf(errors: readonly AffineBound[], pair: number): AffineBound {
  const error = errors[pair];
  if (!error) throw new RangeError(`There is no pair ${pair} of classes.`);
  return error;
}
