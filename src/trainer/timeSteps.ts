/** How long measuring may go on. */
export interface StepLimits {
  /** Steps timed, from 1. */
  readonly steps: number;
  /** Ends the timing after this time, with a step done at least. */
  readonly atMostMs?: number;
}

/**
 * Times steps one after the other, in milliseconds. The first steps of a program are slow: what they take
 * is for the caller to leave out.
 *
 * @param step takes a step.
 * @param now tells the time in milliseconds.
 */
export async function timeSteps(
  step: () => Promise<unknown>,
  { steps, atMostMs = Infinity }: StepLimits,
  now: () => number,
): Promise<number[]> {
  const times: number[] = [];
  const begin = now();
  let end = begin;
  do {
    const start = end;
    await step();
    end = now();
    times.push(end - start);
  } while (times.length < steps && end - begin < atMostMs);
  return times;
}

/** A quantile, linear between the two nearest of the values; the median is that of share 0.5. */
export function quantile(values: readonly number[], share: number): number {
  const ascending = [...values].sort((a, b) => a - b);
  const place = share * (ascending.length - 1);
  const below = ascending[Math.floor(place)] ?? Number.NaN;
  const above = ascending[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}
