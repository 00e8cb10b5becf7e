/** The ways from one section's value to the next. */
export type TransitionName = "" | "-" | "-exp-" | "-log-" | "-cos-";

/**
 * The multiplier at `fraction` (0 to 1) of the way from `start` to `end`. `base` is the value that they
 * multiply.
 */
export type Transition = (start: number, end: number, fraction: number, base: number) => number;

/** The transitions, by the text between two sections. */
export const transitions: { [K in TransitionName]: Transition } = {
  "": (start) => start,
  "-": linear,
  "-exp-": (start, end, fraction) => start * (end / start) ** fraction,
  "-log-": logarithmic,
  "-cos-": (start, end, fraction) => end + (start - end) * 0.5 * (Math.cos(fraction * Math.PI) + 1),
};

function linear(start: number, end: number, fraction: number): number {
  return start + (end - start) * fraction;
}

/** Linear in the exponential of the scheduled value, which is why the base matters. */
function logarithmic(start: number, end: number, fraction: number, base: number): number {
  if (base === 0) return linear(start, end, fraction);
  return Math.log(linear(Math.exp(start * base), Math.exp(end * base), fraction)) / base;
}
