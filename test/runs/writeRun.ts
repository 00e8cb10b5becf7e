import { saveCheckpoint } from "../../src/runs/checkpoint.js";
import { RunWriter } from "../../src/runs/runWriter.js";
import { stepsLine } from "./exampleRun.js";

/** Writes to a run as fast as it can, for a number of steps: a process for tests to watch and kill. */
const [folder = "", steps = "0"] = process.argv.slice(2);
const writer = RunWriter.open(folder);
writer.updateState({ status: "running" });
const kernel = new Float32Array(20_000);
for (let step = writer.state.step + 1; step <= Number(steps); step++) {
  writer.appendMetrics(stepsLine(step));
  kernel.fill(step);
  if (step % 5 === 0) {
    saveCheckpoint(folder, "last", {
      tensors: { kernel: { shape: [kernel.length], dtype: "float32", data: kernel } },
      progress: {
        epoch: 0,
        step,
        stepInEpoch: step,
        epochSums: {},
        groupSums: {},
        metricsBytes: writer.metricsBytes,
      },
    });
  }
  writer.updateState({ step });
}
writer.updateState({ status: "finished" });
writer.close();
