import type { Range } from "./points.js";

const steps = [1, 2, 5, 10];
/** Some more ticks than asked for are better than half of them. */
const slack = 0.7;
/** What lies beyond is not a tick's, but of the arithmetic that made it. */
export const tickDigits = 12;

/** Round values in a range, about as many as asked for. */
export function linearTicks([from, to]: Range, count: number): number[] {
  const rough = (to - from) / Math.max(1, count);
  if (!(rough > 0) || !Number.isFinite(rough)) return [from];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (steps.find((each) => each * power >= rough * slack) ?? 10);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(tickDigits)),
  );
}

/** Powers of ten in a range, with 2 and 5 times them where there are few; of a narrow range linear ones. */
export function logTicks([from, to]: Range, count: number): number[] {
  const lowest = Math.floor(Math.log10(from));
  const highest = Math.ceil(Math.log10(to));
  const powers = Array.from({ length: highest - lowest + 1 }, (_, index) => lowest + index);
  const within = (ticks: number[]) => ticks.filter((tick) => tick >= from && tick <= to);
  const sparse = Math.ceil(Math.log10(to / from) / (count + 1));
  const tens = within(powers.filter((power) => power % sparse === 0).map(power10));
  if (tens.length >= 3 || (tens.length === 2 && to / from > 50)) return tens;
  const between = within(
    powers.flatMap((power) => [1, 2, 5].map((each) => Number(`${each}e${power}`))),
  );
  return between.length >= 2 ? between : linearTicks([from, to], count);
}

/** 10 ** -4 is not the number that is written 1e-4. */
function power10(power: number): number {
  return Number(`1e${power}`);
}
