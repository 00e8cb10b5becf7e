/** `0.9637` as `96.37%`. */
export function percent(fraction: number): string {
  return Number.isFinite(fraction) ? `${(fraction * 100).toFixed(2)}%` : missing;
}

/** As {@link percent}, without digits that say nothing: `96%`. */
export function shortPercent(fraction: number): string {
  return `${significant(fraction * 100, 4)}%`;
}

/** A number in at most `digits` significant digits, without trailing zeros: `0.141`, `1.2e-7`. */
export function significant(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return missing;
  const rounded = Number(value.toPrecision(digits));
  return rounded !== 0 && Math.abs(rounded) < smallestPlain
    ? rounded.toExponential()
    : String(rounded);
}

/** Below it zeros are no longer easily counted. */
const smallestPlain = 1e-3;

/** Stands where there is no number. */
export const missing = "–";

/** Seconds as people say them: `42 s`, `3m 05s`, `2h 07m`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return missing;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m ${twoDigits(whole % 60)}s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)}h ${twoDigits(minutes % 60)}m`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
