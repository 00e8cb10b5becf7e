import { createEngine, describeEngines } from "../engine/index.js";
import type { EngineName, EngineReport } from "../engine/index.js";
import { benchmark } from "../trainer/benchmark.js";
import { significant } from "./drawing/numbers.js";
import type { Paint } from "./drawing/paint.js";

export type MeasuredEngine = EngineReport & {
  /** Median of training steps of cnn_2C2F, batch 64. */
  readonly msPerStep?: number;
};

const measured = {
  architecture: "cnn_2C2F",
  inputShape: [28, 28, 1],
  classes: 10,
  batchSize: 64,
  loss: "crossentropy",
  steps: 10,
  atMostSeconds: 2,
};

/** What each engine says of itself, with its speed where `measure` asks for it. */
export async function reportEngines(
  measure: boolean,
  onMeasure: (name: EngineName) => void,
): Promise<MeasuredEngine[]> {
  const reports: MeasuredEngine[] = [];
  for (const report of await describeEngines()) {
    if (!measure || !report.available) reports.push(report);
    else {
      onMeasure(report.name);
      const { ms_per_step } = await benchmark({
        ...measured,
        engine: await createEngine(report.name),
      });
      reports.push({ ...report, msPerStep: ms_per_step.median });
    }
  }
  return reports;
}

/** Two lines an engine. */
export function engineLines(reports: readonly MeasuredEngine[], paint: Paint): string[] {
  return reports.flatMap(({ name, available, why, version, detail, msPerStep }) => [
    `${available ? paint.green("✓") : paint.red("✗")} ${paint.bold(name)}  ${version}${msPerStep === undefined ? "" : `  ${significant(msPerStep, 3)} ms/step`}`,
    `  ${available ? detail : (why ?? detail)}`,
  ]);
}
