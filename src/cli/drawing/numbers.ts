import { significant } from "../../runs/numbers.js";

export { percent, significant } from "../../runs/numbers.js";

/** Milliseconds as people say them: `12.3 ms`, `4.2 s`, `3m 05s`, `2h 07m`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${significant(milliseconds, 3)} ms`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${(milliseconds / 1000).toFixed(1)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${twoDigits(seconds % 60)}s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)}h ${twoDigits(minutes % 60)}m`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
