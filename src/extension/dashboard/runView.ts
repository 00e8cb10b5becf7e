import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { tellEngineChoice } from "../../runs/engineChoiceWords.js";
import type { Run } from "../../runs/runFolder.js";
import { runName } from "../../runs/runName.js";
import { runPaths } from "../../runs/runPaths.js";
import type { Translate } from "../../runs/translate.js";
import type { RunView } from "./messages.js";
import { isInterrupted } from "../runs/runRecord.js";

/** What the dashboard's header shows of a run's state. */
export function runView({ id, folder, config, state }: Run, translate: Translate): RunView {
  const { status, message, epoch, epochs, step, msPerStep, etaSeconds, latest, best } = state;
  const { engine, gpu } = state;
  return {
    id,
    name: runName(config),
    status: isInterrupted(state) ? "interrupted" : status,
    message,
    activity: status === "starting" ? lastLogLine(runPaths.log(folder)) : undefined,
    epoch,
    epochs,
    step,
    msPerStep,
    etaSeconds,
    epsilon: config.epsilon,
    batchSize: config.batchSize,
    engine: engine?.name,
    engineChoice: engine?.measured && tellEngineChoice(engine, translate),
    gpu,
    latest,
    best,
  };
}

const tailBytes = 1024;

/** The last sentence of a log, without its time; undefined where there is none. */
function lastLogLine(path: string): string | undefined {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    return undefined;
  }
  try {
    const { size } = fstatSync(file);
    const bytes = Buffer.alloc(Math.min(size, tailBytes));
    readSync(file, bytes, 0, bytes.length, size - bytes.length);
    const line = bytes.toString("utf8").trimEnd().split("\n").at(-1);
    return line?.replace(/^\d{4}-\S+Z /, "") || undefined;
  } finally {
    closeSync(file);
  }
}
