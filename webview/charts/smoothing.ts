/**
 * The exponential moving average of a curve, freed from its start: after n values y the weights are
 * w^(n−1), …, w, 1, divided by their sum. Values that are not finite are passed over and stay so.
 *
 * @param weight of the past, in [0, 1); 0 leaves the curve as it is
 */
export function smooth(ys: readonly number[], weight: number): number[] {
  let sum = 0;
  let weights = 0;
  return ys.map((y) => {
    if (!Number.isFinite(y)) return NaN;
    sum = weight * sum + y;
    weights = weight * weights + 1;
    return sum / weights;
  });
}
