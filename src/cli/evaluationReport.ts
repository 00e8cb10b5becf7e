import type { FileEvaluation } from "../trainer/evaluateFile.js";
import type { Evaluated, RunEvaluation } from "../trainer/evaluateRun.js";
import { evaluationLines } from "./drawing/evaluationLines.js";
import { percent } from "./drawing/numbers.js";
import { table } from "./drawing/table.js";

/** `gloro evaluate` of a run, for people. */
export function evaluationReport(result: RunEvaluation, columns: number): string[] {
  const { run, checkpoint, epoch } = result;
  return evaluatedLines(`${run}, ${checkpoint} checkpoint (epoch ${epoch})`, result, columns);
}

/** `gloro evaluate` of a model file, for people. */
export function fileEvaluationReport(result: FileEvaluation, columns: number): string[] {
  const { file, isFrozen } = result;
  return evaluatedLines(`${file}${isFrozen ? ", frozen" : ""}`, result, columns);
}

function evaluatedLines(what: string, result: Evaluated, columns: number): string[] {
  return [
    `${what}, on ${result.examples} test examples of ${result.data}:`,
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
