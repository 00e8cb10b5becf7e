import { float64Layer } from "../../src/certify/float64Layer.js";
import {
  isMerge,
  type DenseLayer,
  type Layer,
  type PlacedLayer,
} from "../../src/certify/layers.js";
import { mergeInFloat64 } from "../../src/certify/mergeInFloat64.js";
import type { Random } from "./random.js";

/** Adds float32 terms in some order; each operation is rounded. */
type Order = (terms: number[], source: Random) => number;

const add = (a: number, b: number) => Math.fround(a + b);
const inOrder: Order = (terms) => terms.reduce(add, 0);

function pairwise(terms: readonly number[]): number {
  if (terms.length <= 1) return terms[0] ?? 0;
  const half = terms.length >> 1;
  return add(pairwise(terms.slice(0, half)), pairwise(terms.slice(half)));
}

function shuffled(terms: number[], source: Random): number[] {
  for (let i = terms.length - 1; i > 0; i--) {
    const j = source.whole(0, i);
    [terms[i], terms[j]] = [terms[j]!, terms[i]!];
  }
  return terms;
}

export const orders: Readonly<Record<string, Order>> = {
  inOrder,
  backwards: (terms) => inOrder(terms.reverse(), undefined as never),
  pairwise,
  // All that is positive first: the largest partial sums.
  byValue: (terms) => terms.sort((a, b) => b - a).reduce(add, 0),
  smallestLast: (terms) => terms.sort((a, b) => Math.abs(b) - Math.abs(a)).reduce(add, 0),
  shuffled: (terms, source) => shuffled(terms, source).reduce(add, 0),
};

type LinearLayer = Extract<Layer, { kind: "dense" | "conv2d" | "liResNetBlock" }>;

/** The weights of each output: of a convolution, those of the pixels that it reads. */
function rowsOf(layer: LinearLayer, inputs: number): { input: number; weight: number }[][] {
  const { apply } = float64Layer({ ...layer, bias: undefined })!;
  const rows: { input: number; weight: number }[][] = [];
  for (let input = 0; input < inputs; input++) {
    const column = apply(Float64Array.from({ length: inputs }, (_, i) => Number(i === input)));
    for (const [output, weight] of column.entries()) {
      if (weight !== 0) (rows[output] ??= []).push({ input, weight: Math.fround(weight) });
      else rows[output] ??= [];
    }
  }
  return rows;
}

/**
 * The terms of an entry in the blocks of its layer: of a dense layer, features in a row; of a convolution, the
 * channels of a block at all taps. Then the sums of so many blocks in a row.
 */
function sumInBlocks(
  layer: LinearLayer,
  terms: readonly { readonly input: number; readonly term: number }[],
  add: (terms: number[]) => number,
): number {
  const { sumBlocks: [size = terms.length, ...stages] = [] } = layer;
  const channels = layer.kind === "dense" ? undefined : layer.inputShape[2];
  const blocks = stages.reduce((product, stage) => product * stage, 1);
  const blockOf = (input: number) =>
    channels === undefined
      ? Math.floor(input / size)
      : Math.floor(((input % channels) * blocks) / channels);
  let sums = Array.from({ length: blocks }, (_, block) =>
    add(terms.filter(({ input }) => blockOf(input) === block).map(({ term }) => term)),
  );
  for (const stage of stages) {
    sums = Array.from({ length: sums.length / stage }, (_, at) =>
      add(sums.slice(at * stage, (at + 1) * stage)),
    );
  }
  return sums[0]!;
}

/** One layer, float32 to float32, its sums in the given order. */
function simulated(layer: Layer, order: Order, source: Random) {
  if (layer.kind === "dense" || layer.kind === "conv2d" || layer.kind === "liResNetBlock") {
    return (x: Float64Array) =>
      Float64Array.from(rowsOf(layer, x.length), (row, output) => {
        const terms = row.map(({ input, weight }) => ({
          input,
          term: Math.fround(weight * x[input]!),
        }));
        const bias = layer.bias?.[output % layer.bias.length];
        const extra = bias === undefined ? [] : [bias];
        if (!layer.sumBlocks) return order([...terms.map(({ term }) => term), ...extra], source);
        const sum = sumInBlocks(layer, terms, (some) => order(some, source));
        return order([sum, ...extra], source);
      });
  }
  // One operation an entry, or none.
  const { apply } = float64Layer(layer)!;
  return (x: Float64Array) => apply(x).map(Math.fround);
}

/** The outputs of every layer, the head's last, as float32 may compute them. */
export function simulateFloat32(
  graph: readonly PlacedLayer[],
  head: DenseLayer,
  input: Float64Array,
  { order, source }: { order: Order; source: Random },
): Float64Array[] {
  const outputs: Float64Array[] = [];
  for (const { layer, inputs } of graph) {
    const branches = inputs.map((position) => outputs[position] ?? input);
    outputs.push(
      isMerge(layer)
        ? mergeInFloat64(layer, branches).map(Math.fround)
        : simulated(layer, order, source)(branches[0]!),
    );
  }
  return [...outputs, simulated(head, order, source)(outputs.at(-1) ?? input)];
}

/** The outputs of every layer, the head's last, in Float64. */
export function inFloat64(
  graph: readonly PlacedLayer[],
  head: DenseLayer,
  input: Float64Array,
): Float64Array[] {
  const outputs: Float64Array[] = [];
  for (const { layer, inputs } of graph) {
    const branches = inputs.map((position) => outputs[position] ?? input);
    outputs.push(
      isMerge(layer) ? mergeInFloat64(layer, branches) : float64Layer(layer)!.apply(branches[0]!),
    );
  }
  return [...outputs, float64Layer(head)!.apply(outputs.at(-1) ?? input)];
}
