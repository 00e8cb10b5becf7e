import type { RunEvaluation } from "../trainer/evaluateRun.js";
import { evaluationLines } from "./drawing/evaluationLines.js";
import { percent } from "./drawing/numbers.js";
import { table } from "./drawing/table.js";

/** `gloro evaluate` for people. */
export function evaluationReport(result: RunEvaluation, columns: number): string[] {
  return [
    `${result.run}, ${result.checkpoint} checkpoint (epoch ${result.epoch}), on ${result.examples} test examples of ${result.data}:`,
    ...evaluationLines(result.evaluation, result.epsilon, columns),
    "",
    ...table(
      [
        { heading: "class", align: "left" },
        { heading: "examples", align: "right" },
        { heading: "clean", align: "right" },
        { heading: "VRA", align: "right" },
        { heading: "rejected", align: "right" },
      ],
      result.classes.map((row) => [
        row.name,
        String(row.count),
        ...[row.cleanAccuracy, row.vra, row.rejectionRate].map((share) =>
          row.count === 0 ? "–" : percent(share),
        ),
      ]),
    ),
    "",
    "These figures rest on estimates; for proven ones: gloro certify",
  ];
}
