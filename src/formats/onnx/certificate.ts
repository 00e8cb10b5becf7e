import type { Relaxation } from "../../gloro/relaxations/index.js";
import type { ModelWriter } from "./modelWriter.js";
import { largestOf } from "./rank.js";
import type { WrittenLogits, WrittenRank } from "./rank.js";
import { writeRelaxation } from "./relaxedCertificate.js";

/**
 * Writes the certificate of logits, as `src/gloro/margin.ts` computes it, or that of a relaxed net; returns
 * the values of the outputs, by name. Where `isFinite`, `[N]`, is false nothing is certified: y_⊥ is +∞
 * and the radius 0.
 */
export function writeCertificate(
  net: WrittenLogits,
  isFinite: string,
  relaxation: Relaxation | undefined,
  write: ModelWriter,
): Record<string, string> {
  const float = (value: number) => write.scalar(value, "float32");
  const predicted = largestOf(net.logits, net, write);
  const relaxed = relaxation && writeRelaxation(relaxation, net, predicted, write);
  const bottom = write.emit("Where", [
    isFinite,
    relaxed?.bottom ?? bottomLogit(net, predicted, write),
    float(Infinity),
  ]);
  const top = write.emit("Squeeze", [predicted.logit, write.integers([1])]);
  const outputs = {
    bottom,
    radius: write.emit("Where", [isFinite, certifiedRadius(net, predicted, write), float(0)]),
    prediction: write.emit("Where", [
      write.emit("Greater", [top, bottom]),
      predicted.index,
      write.integers([net.classes]),
    ]),
  };
  if (!relaxed) return outputs;
  const guarantee = write.emit("And", [
    write.emit("Greater", [relaxed.margins, float(0)]),
    write.emit("Unsqueeze", [isFinite, write.integers([1])]),
  ]);
  return { ...outputs, guarantee };
}

/** max_{i≠j} (y_i + ε·K_ji), `[N]`. */
function bottomLogit(
  { logits, epsilon }: WrittenLogits,
  { mask, constants }: WrittenRank,
  write: ModelWriter,
): string {
  const gained = write.emit("Add", [logits, write.emit("Mul", [constants, epsilon])]);
  const others = write.emit("Where", [mask, write.scalar(-Infinity, "float32"), gained]);
  return write.emit("ReduceMax", [others], { axes: [1], keepdims: 0 });
}

/** min_{i≠j} (y_j − y_i)/K_ji, `[N]`: 0 where the largest logit ties, also if K_ji is 0 there. */
function certifiedRadius(
  { logits }: WrittenLogits,
  { logit, mask, constants }: WrittenRank,
  write: ModelWriter,
): string {
  const zero = write.scalar(0, "float32");
  const margins = write.emit("Sub", [logit, logits]);
  const radii = write.emit("Where", [
    write.emit("Greater", [margins, zero]),
    write.emit("Div", [margins, constants]),
    zero,
  ]);
  const others = write.emit("Where", [mask, write.scalar(Infinity, "float32"), radii]);
  return write.emit("ReduceMin", [others], { axes: [1], keepdims: 0 });
}
