import { exitCode } from "../exitCode.js";
import type { CommandDefinition } from "./command.js";

interface EnginesOptions {
  readonly measure?: boolean;
}

export const engines: CommandDefinition = {
  summary: "Show which engines run on this machine, and why others do not.",
  examples: [
    ["gloro engines", "lists the engines"],
    ["gloro engines --measure", "also times up to ten training steps of cnn_2C2F on each"],
  ],
  define(command, act) {
    command.option("--measure", "time training steps of cnn_2C2F, batch 64, on each engine").action(
      act(async (output, { measure = false }: EnginesOptions) => {
        const { reportEngines, engineLines } = await import("../engineReport.js");
        const reports = await reportEngines(measure, (name) => {
          output.note(`Measuring ${name} …`);
        });
        output.result(reports, () => engineLines(reports, output.paint));
        return exitCode.ok;
      }),
    );
  },
};
