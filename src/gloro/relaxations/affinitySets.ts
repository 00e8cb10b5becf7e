import { GloroError } from "../errors.js";
import type { AffinitySets } from "./relaxation.js";

/**
 * Affinity sets as users write them: lists of class indices, `[[0, 2], [1], [3]]`; a text such as
 * `[0,2][1][3]`; or a mask with a row of 0 and 1 for each set and a column for each class.
 */
export type AffinitySetsConfig =
  string | AffinitySets | { readonly mask: readonly (readonly number[])[] };

/**
 * Affinity sets as lists of class indices. Throws GloroError where there is no set, one is empty, has
 * a class twice, or has a class that the network does not have or all that it has.
 */
export function parseAffinitySets(written: AffinitySetsConfig, classes?: number): AffinitySets {
  const sets = setsOf(written, classes);
  if (sets.length === 0) {
    throw new GloroError("There is no affinity set; write one or more, such as [[0, 2], [1]].");
  }
  for (const set of sets) checkSet(set, classes);
  return sets;
}

function setsOf(written: AffinitySetsConfig, classes: number | undefined): AffinitySets {
  if (typeof written === "string") return setsInText(written);
  // Copies, so that what the caller does to its lists later changes nothing.
  return "mask" in written ? setsInMask(written.mask, classes) : written.map((set) => [...set]);
}

function checkSet(set: readonly number[], classes: number | undefined): void {
  const shown = `Affinity set ${shortened(`[${set.join(", ")}]`)}`;
  if (set.length === 0) throw new GloroError("An affinity set is empty; leave it out.");
  const last = classes === undefined ? Infinity : classes - 1;
  const stray = set.find((index) => !Number.isInteger(index) || index < 0 || index > last);
  if (stray !== undefined) {
    const range = classes === undefined ? "whole numbers from 0 on" : `0 to ${last}`;
    throw new GloroError(`${shown}: ${stray} is not a class; the classes are ${range}.`);
  }
  const seen = new Set<number>();
  // Not by indexOf: a file may hold a set of half a million classes.
  const twice = set.find((index) => seen.has(index) || !seen.add(index));
  if (twice !== undefined) {
    throw new GloroError(`${shown}: class ${twice} stands there twice; name it once.`);
  }
  if (set.length === classes) {
    throw new GloroError(`${shown} has every class, which guarantees nothing; leave some out.`);
  }
}

const shownCharacters = 100;

function shortened(text: string): string {
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
}

const setPattern = String.raw`\[\s*(?:\d+\s*(?:,\s*\d+\s*)*)?\]`;
const setsPattern = String.raw`${setPattern}(?:[\s,]*${setPattern})*`;
/** Sets side by side, or within brackets; the Python library's files have `AffinitySet: [...]`. */
const textPattern = new RegExp(
  String.raw`^\s*(?:${setsPattern}|(?:AffinitySet:\s*)?\[\s*${setsPattern}\s*\])\s*$`,
);

function setsInText(text: string): AffinitySets {
  if (!textPattern.test(text)) {
    throw new GloroError(
      `Affinity sets must be written like "[0][1,2,3]", each the numbers of its classes; got "${shortened(text)}".`,
    );
  }
  return (text.match(new RegExp(setPattern, "g")) ?? []).map((set) =>
    (set.match(/\d+/g) ?? []).map(Number),
  );
}

function setsInMask(
  mask: readonly (readonly number[])[],
  classes: number | undefined,
): AffinitySets {
  const columns = classes ?? mask[0]?.length ?? 0;
  const bad = mask.find(
    (row) => row.length !== columns || row.some((entry) => entry !== 0 && entry !== 1),
  );
  if (bad) {
    throw new GloroError(
      `A mask of affinity sets has a row of ${columns} zeros and ones for each set, one a class; ` +
        `got [${bad.join(", ")}].`,
    );
  }
  return mask.map((row) => row.flatMap((entry, index) => (entry === 1 ? [index] : [])));
}
