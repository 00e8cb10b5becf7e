import { existsSync } from "node:fs";
import { join } from "node:path";
import { withActivity } from "../drawing/withActivity.js";
import { exitCode } from "../exitCode.js";
import type { CommandDefinition } from "./command.js";

export const verify: CommandDefinition = {
  summary: "Check a certificate file anew, claim by claim, by a path of its own.",
  examples: [
    [
      "gloro verify net.gloro-certificate.json net.gloronet mnist",
      "proves each bound and each radius again",
    ],
    [
      "gloro verify net.gloro-certificate.json net.gloronet .gloro/runs/RUN",
      "on the test split of a run's config",
    ],
  ],
  define(command, act) {
    command
      .argument("<certificate>", "a .gloro-certificate.json file")
      .argument("<model>", "the .gloronet or .h5 file that it certifies")
      .argument("<data>", "mnist, a path of data, or the folder of a run")
      .action(
        act(async (output, certificate: string, model: string, data: string) => {
          const { verifyFile } = await import("../../trainer/verifyFile.js");
          const { verificationReport } = await import("../verificationReport.js");
          const verification = await withActivity(
            output,
            "Checking the certificate",
            async (report) => verifyFile({ certificate, model, data: await dataOf(data), report }),
          );
          output.result(verification, () => verificationReport(verification));
          return verification.isVerified ? exitCode.ok : exitCode.failed;
        }),
      );
  },
};

/** A run's data, or what else names data. */
async function dataOf(word: string) {
  if (!existsSync(join(word, "state.json"))) return word;
  const { configuredData } = await import("../../trainer/configuredData.js");
  const { openRun } = await import("../../runs/runFolder.js");
  return configuredData(openRun(word).config);
}
