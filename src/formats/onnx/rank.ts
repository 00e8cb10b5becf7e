import type { ModelWriter } from "./modelWriter.js";

/** The logits in a model, and what their certificates are made of: names of values. */
export interface WrittenLogits {
  /** y, `[N, m]`. */
  readonly logits: string;
  readonly classes: number;
  /** K, `[m, m]`. */
  readonly constants: string;
  /** ε, a scalar. */
  readonly epsilon: string;
}

/** A class j for each example, as names of values. */
export interface WrittenRank {
  /** j, `[N]`, int64; of equal logits the first. */
  readonly index: string;
  /** y_j, `[N, 1]`. */
  readonly logit: string;
  /** `[N, m]`, bool: true at j. By index, so that an equal logit is no part of it. */
  readonly mask: string;
  /** Row j of K, `[N, m]`. */
  readonly constants: string;
}

/** The class of the largest of `among`, `[N, m]`: the logits, or those of them that may be chosen. */
export function largestOf(
  among: string,
  { classes, constants }: WrittenLogits,
  write: ModelWriter,
): WrittenRank {
  const index = write.emit("ArgMax", [among], { axis: 1, keepdims: 0 });
  const indices = write.integers(Array.from({ length: classes }, (_, each) => each));
  const column = write.emit("Unsqueeze", [index, write.integers([1])]);
  return {
    index,
    logit: write.emit("ReduceMax", [among], { axes: [1], keepdims: 1 }),
    mask: write.emit("Equal", [column, indices]),
    constants: write.emit("Gather", [constants, index], { axis: 0 }),
  };
}
