import { GloroError } from "../gloro/errors.js";
import type { SourceData, SourceSplit } from "./sources/sourceData.js";

/**
 * The number of classes: as declared, else one a class name, else the largest label and one more.
 *
 * @throws GloroError when there are fewer than two, or a label lies outside them
 */
export function classCount(data: SourceData, declared: number | undefined): number {
  const splits = data.test === undefined ? [data.train] : [data.train, data.test];
  const named = data.classNames?.length;
  if (declared !== undefined && named !== undefined && declared !== named) {
    throw new GloroError(`${data.name} has ${named} classes, not ${declared}. Leave classes out.`);
  }
  const classes = declared ?? named ?? Math.max(...splits.map(largestLabel)) + 1;
  if (!Number.isInteger(classes) || classes < 2) {
    throw new GloroError(`${data.name} has ${classes} classes; a classifier needs two or more.`);
  }
  for (const split of splits) checkLabels(split, classes);
  return classes;
}

function largestLabel({ labels }: SourceSplit): number {
  return labels.reduce((largest, label) => Math.max(largest, label), 0);
}

function checkLabels({ labels, where }: SourceSplit, classes: number): void {
  const example = labels.findIndex((label) => label >= classes);
  if (example < 0) return;
  throw new GloroError(
    `Example ${example} of the ${where} has the label ${labels[example] ?? 0}; ` +
      `with ${classes} classes, labels run from 0 to ${classes - 1}.`,
  );
}
