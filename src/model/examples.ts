import type { Split } from "../data/dataSet.js";
import { GloroError, ShapeError } from "../gloro/errors.js";
import type { Network } from "../gloro/network.js";
import { readNumbers } from "./inputNumbers.js";
import type { InputNumbers } from "./inputNumbers.js";

/** Inputs of a network in plain memory. */
export interface Examples {
  readonly count: number;
  /** `count × inputShape`. */
  readonly images: Float32Array;
}

/** Reads inputs `[N, ...inputShape]`, as they are. Throws ShapeError for another shape. */
export async function readExamples(
  x: InputNumbers,
  { inputShape }: Pick<Network, "inputShape">,
): Promise<Examples> {
  const { shape, data } = await readNumbers(x, "x");
  const [count = 0, ...rest] = shape;
  if (rest.join() !== inputShape.join()) {
    throw new ShapeError(
      `x has shape [${shape.join(", ")}], but the network takes [N, ${inputShape.join(", ")}]` +
        `${shape.join() === inputShape.join() ? "; put the one example in an array" : ""}.`,
    );
  }
  if (count === 0) throw new ShapeError("x holds no example.");
  return { count, images: data instanceof Float32Array ? data : Float32Array.from(data) };
}

/**
 * Reads inputs with labels: class indices, `[N]` or `[N, 1]`, or one-hot rows, `[N, m]`. Throws
 * ShapeError where shapes do not fit, GloroError for a label that is no class or a row that is not
 * one-hot.
 */
export async function readLabelled(
  x: InputNumbers,
  y: InputNumbers,
  network: Pick<Network, "inputShape" | "classes">,
): Promise<Split> {
  const examples = await readExamples(x, network);
  return { ...examples, labels: await readLabels(y, examples.count, network.classes) };
}

async function readLabels(y: InputNumbers, count: number, classes: number): Promise<Int32Array> {
  const { shape, data } = await readNumbers(y, "y");
  const [rows = 0, width = 1] = shape;
  if (rows !== count || shape.length > 2 || (width !== 1 && width !== classes)) {
    throw new ShapeError(
      `y has shape [${shape.join(", ")}], but ${count} examples of ${classes} classes need class ` +
        `indices, [${count}], or one-hot rows, [${count}, ${classes}].`,
    );
  }
  const labelOf = width === 1 ? indexAt : oneHotAt;
  return Int32Array.from({ length: count }, (_, row) => labelOf(data, row, classes));
}

function indexAt(data: ArrayLike<number>, row: number, classes: number): number {
  const label = data[row] ?? NaN;
  if (Number.isInteger(label) && label >= 0 && label < classes) return label;
  throw new GloroError(
    `Example ${row} has the label ${label}; with ${classes} classes, labels run from 0 to ` +
      `${classes - 1}.`,
  );
}

function oneHotAt(data: ArrayLike<number>, row: number, classes: number): number {
  const entries = Array.from({ length: classes }, (_, i) => data[row * classes + i]);
  const label = entries.indexOf(1);
  if (label >= 0 && entries.every((entry, i) => entry === (i === label ? 1 : 0))) return label;
  throw new GloroError(
    `Row ${row} of y is [${entries.join(", ")}]; a one-hot row has a single 1, and 0 elsewhere.`,
  );
}
