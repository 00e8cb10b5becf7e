import type { EpochLine } from "../../runs/metrics.js";
import { duration, percent, significant } from "./numbers.js";

/** An epoch in one line, which stays on the terminal: `epoch  3/30  loss 0.4120  clean 98.12%  …`. */
export function epochLine(
  { epoch, train, evaluation, timing }: EpochLine,
  { epochs, epsilon, isBest }: { epochs: number; epsilon: number; isBest: boolean },
): string {
  const parts = [`epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}`];
  parts.push(`loss ${train.loss.toFixed(4)}`);
  if (evaluation) {
    parts.push(
      `clean ${percent(evaluation.cleanAccuracy)}`,
      `VRA@${significant(epsilon)} ${percent(evaluation.vra)}`,
      `rejected ${percent(evaluation.rejectionRate)}`,
      `Lipschitz ${significant(evaluation.subLipschitz)}`,
    );
  }
  if (timing?.seconds !== undefined) parts.push(duration(timing.seconds * 1000));
  if (isBest) parts.push("best");
  return parts.join("  ");
}
