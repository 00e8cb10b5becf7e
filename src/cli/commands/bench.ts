import { exitCode } from "../exitCode.js";
import { engineOption, precisionOption } from "../options.js";
import { parseCount, parseCounts } from "../parseNumbers.js";
import { significant } from "../drawing/numbers.js";
import type { Config } from "../../runs/config.js";
import type { CommandDefinition } from "./command.js";

interface BenchOptions {
  readonly architecture: string;
  readonly input: readonly number[];
  readonly classes: number;
  readonly batch: number;
  readonly loss: string;
  readonly steps: number;
  readonly stepsPerCall: number;
  readonly engine: Config["engine"];
  readonly precision: NonNullable<Config["precision"]>;
  readonly xla?: boolean;
}

export const bench: CommandDefinition = {
  summary: "Time whole training steps on random data.",
  examples: [
    ["gloro bench", "times cnn_2C2F as on MNIST, batch 256"],
    [
      "gloro bench --architecture cnn_6C2F --input 32,32,3 --steps 10 --json",
      "times cnn_6C2F as on CIFAR-10, for a program to read",
    ],
  ],
  define(command, act) {
    command
      .option("--architecture <name>", "the network", "cnn_2C2F")
      .option("--input <h,w,c>", "the shape of an image", parseCounts, [28, 28, 1])
      .option("--classes <count>", "the number of classes", parseCount, 10)
      .option("--batch <count>", "examples a step", parseCount, 256)
      .option("--loss <loss>", "the loss", "sparse_trades_kl.1.5")
      .option("--steps <count>", "steps measured, after some to warm up", parseCount, 40)
      .option("--steps-per-call <count>", "steps in one call of the engine", parseCount, 1)
      .addOption(engineOption().default("auto"))
      .addOption(precisionOption())
      .option("--xla", "let XLA compile the step (tensorflow)")
      .action(
        act(async (output, options: BenchOptions) => {
          const { benchmark } = await import("../../trainer/benchmark.js");
          const { configuredEngine } = await import("../../trainer/configuredEngine.js");
          const measured = await benchmark({
            engine: await configuredEngine(options),
            architecture: options.architecture,
            inputShape: options.input,
            classes: options.classes,
            batchSize: options.batch,
            loss: options.loss,
            steps: options.steps,
            stepsPerCall: options.stepsPerCall,
          });
          const { median, p10, min } = measured.ms_per_step;
          const calls = measured.steps_per_call === 1 ? "" : `, ${measured.steps_per_call} a call`;
          output.result(measured, () => [
            `${measured.architecture}, batch ${measured.batch}, on ${measured.engine}:`,
            `  median ${significant(median)} ms/step, p10 ${significant(p10)}, min ${significant(min)} (${measured.steps} steps${calls})`,
          ]);
          return exitCode.ok;
        }),
      );
  },
};
