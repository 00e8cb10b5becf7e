/** The position of the first number that is NaN or infinite; −1 where there is none. */
export function firstNotFinite(data: ArrayLike<number>): number {
  // A plain loop: a callback for each of some million weights is felt when a file is opened.
  for (let i = 0; i < data.length; i++) {
    if (!Number.isFinite(data[i])) return i;
  }
  return -1;
}
