import { percent } from "./numbers.js";

/** How often a relaxed net guarantees the top k and no more, a row for each k; none for another net. */
export function guaranteeRows(
  guarantees: Readonly<Record<string, number>> | undefined,
): (readonly [string, string])[] {
  return Object.entries(guarantees ?? {}).map(([k, share]) => [
    `guaranteed top ${k}`,
    percent(share),
  ]);
}
