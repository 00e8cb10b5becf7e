/** `0.9637` as `96.4%`. */
export function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(1)}%`;
}

/** Seconds as people say them: `42 s`, `3m 05s`, `2h 07m`, `3d 04h`. */
export function timeSpan(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < minute) return `${whole} s`;
  if (whole < hour) return `${Math.floor(whole / minute)}m ${twoDigits(whole % minute)}s`;
  const minutes = Math.round(whole / minute);
  if (whole < day) return `${Math.floor(minutes / 60)}h ${twoDigits(minutes % 60)}m`;
  const hours = Math.round(whole / hour);
  return `${Math.floor(hours / 24)}d ${twoDigits(hours % 24)}h`;
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
