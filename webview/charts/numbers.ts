import { t } from "@vscode/l10n";

let written = formatsOf("en");

/** From now on numbers are written as in a language; as in English where nobody knows its tag. */
export function writeNumbersIn(language: string): void {
  try {
    written = formatsOf(language);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    written = formatsOf("en");
  }
}

function formatsOf(language: string) {
  const percent = (digits: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(language, { style: "percent", ...digits });
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const parts = new Intl.NumberFormat(language).formatToParts(0.5);
  return {
    percent: percent({ minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    shortPercent: percent({ maximumSignificantDigits: 4 }),
    whole,
    moment: new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" }),
    decimalPoint: parts.find(({ type }) => type === "decimal")?.value ?? ".",
  };
}

/** `0.9637` as `96.37%`. */
export function percent(fraction: number): string {
  return Number.isFinite(fraction) ? written.percent.format(fraction) : missing;
}

/** As {@link percent}, without digits that say nothing: `96%`. */
export function shortPercent(fraction: number): string {
  return written.shortPercent.format(fraction);
}

/** A moment in local time, of ISO 8601. */
export function moment(time: string): string {
  return written.moment.format(new Date(time));
}

/** How many there are: `10,000`. */
export function count(items: number): string {
  return written.whole.format(items);
}

/** A number in at most `digits` significant digits, without trailing zeros: `0.141`, `1.2e-7`. */
export function significant(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return missing;
  const rounded = Number(value.toPrecision(digits));
  const isSmall = rounded !== 0 && Math.abs(rounded) < smallestPlain;
  const text = isSmall ? rounded.toExponential() : String(rounded);
  return text.replace(".", written.decimalPoint);
}

/** Below it zeros are no longer easily counted. */
const smallestPlain = 1e-3;

/** Stands where there is no number. */
export const missing = "–";

/** Seconds as people say them: `42 s`, `3m 05s`, `2h 07m`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return missing;
  const whole = Math.round(seconds);
  if (whole < 60) return t("{0} s", whole);
  if (whole < 3600) return t("{0}m {1}s", Math.floor(whole / 60), twoDigits(whole % 60));
  const minutes = Math.round(seconds / 60);
  return t("{0}h {1}m", Math.floor(minutes / 60), twoDigits(minutes % 60));
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
