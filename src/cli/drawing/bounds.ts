// A bound stays one when it is rounded for people: up from above, down from below.
const places = 6;

/** An upper bound, rounded up. */
export function atMost(bound: number): string {
  return (Math.ceil(bound * 10 ** places) / 10 ** places).toFixed(places);
}

/** A lower bound, rounded down. */
export function atLeast(bound: number): string {
  return (Math.floor(bound * 10 ** places) / 10 ** places).toFixed(places);
}
