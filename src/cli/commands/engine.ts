import { Argument } from "commander";
import { exitCode } from "../exitCode.js";
import type { CommandDefinition } from "./command.js";

interface InstallOptions {
  readonly cuda?: boolean;
  readonly from?: string;
}

const engineArgument = (): Argument =>
  new Argument("<engine>", "which engine").choices(["tensorflow"]);

export const engine: CommandDefinition = {
  summary: "Install, list, remove or examine engines that do not come with this program.",
  examples: [
    ["gloro engine install tensorflow", "downloads TensorFlow's library with your pip or uv"],
    ["gloro engine install tensorflow --cuda", "with the libraries for NVIDIA cards"],
    ["gloro engine install tensorflow --from FILE", "takes a wheel that you have"],
    ["gloro engine doctor tensorflow", "says what is wrong with it"],
  ],
  define(command, act) {
    command
      .command("list", { isDefault: true })
      .description("List the installed engines.")
      .action(
        act(async (output) => {
          const { listEngines } = await import("../engineInstallation.js");
          listEngines(output);
          return exitCode.ok;
        }),
      );
    command
      .command("install")
      .description("Download an engine for this user, and check it by a training step.")
      .addArgument(engineArgument())
      .option("--cuda", "get the libraries for NVIDIA cards too")
      .option("--from <path>", "a wheel, a folder of unpacked ones, or a site-packages folder")
      .action(
        act(async (output, _: string, options: InstallOptions) => {
          const { installEngine } = await import("../engineInstallation.js");
          return installEngine(output, options);
        }),
      );
    command
      .command("remove")
      .description("Delete an installed engine, and what was downloaded of it.")
      .addArgument(engineArgument())
      .action(
        act(async (output, name: string) => {
          const { removeEngine } = await import("../engineInstallation.js");
          await removeEngine(output, name);
          return exitCode.ok;
        }),
      );
    command
      .command("doctor")
      .description("Look at everything that an engine needs, and say what is wrong.")
      .addArgument(engineArgument().default("tensorflow").argOptional())
      .action(
        act(async (output) => {
          const { examineEngine } = await import("../engineInstallation.js");
          return (await examineEngine(output)) ? exitCode.ok : exitCode.failed;
        }),
      );
  },
};
