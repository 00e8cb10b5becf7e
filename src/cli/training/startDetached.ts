import { GloroError } from "../../gloro/errors.js";
import type { Run } from "../../runs/runFolder.js";
import { startTrainer } from "../../trainer/startTrainer.js";
import { exitCode } from "../exitCode.js";
import type { ExitCode } from "../exitCode.js";
import type { Output } from "../output.js";

/**
 * Starts a trainer that outlives this process, and waits until it trains.
 * @throws GloroError where it ends before that.
 */
export async function startDetached(output: Output, run: Run): Promise<ExitCode> {
  let onStarted: () => void = () => undefined;
  const started = new Promise<undefined>((resolve) => {
    onStarted = () => {
      resolve(undefined);
    };
  });
  const trainer = await startTrainer({
    folder: run.folder,
    attachment: "detached",
    onMessage: ({ type }) => {
      if (type === "started") onStarted();
    },
  });
  const ending = await Promise.race([started, trainer.ending]);
  if (ending?.kind === "failed") throw new GloroError(ending.message);
  if (ending?.kind === "killed") {
    throw new GloroError(`The trainer was killed by ${ending.signal} before it trained.`);
  }
  trainer.dispose();
  output.result({ run: run.id, folder: run.folder, pid: trainer.pid }, () => [run.id]);
  output.note(
    `It trains on alone. Look: gloro runs show ${run.id}. Stop: gloro runs stop ${run.id}`,
  );
  return exitCode.ok;
}
