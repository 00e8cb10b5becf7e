import type { SweepMember } from "./configParts/sweep.js";

const digits = 4;

/** What a run is called where nobody has named it: its config's name, in a sweep with its own values. */
export function runName({
  name,
  sweep,
}: {
  readonly name: string;
  readonly sweep?: SweepMember | undefined;
}): string {
  return sweep ? `${name} (${sweptText(sweep.values)})` : name;
}

/** The values of one run of a sweep, in a line: `epsilon 0.3, loss.lambda 1.5`. */
export function sweptText(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([path, value]) => `${path} ${valueText(value)}`)
    .join(", ");
}

function valueText(value: unknown): string {
  if (typeof value === "number") return String(Number(value.toPrecision(digits)));
  return typeof value === "string" ? value : JSON.stringify(value);
}
