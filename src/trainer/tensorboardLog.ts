import { appendFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import {
  hyperParametersEvent,
  sessionStartEvent,
  summaryEvent,
  versionEvent,
} from "../formats/tensorboard/events.js";
import { tensorflowRecord } from "../formats/tensorboard/record.js";
import type { Config } from "../runs/config.js";
import type { MetricsLine } from "../runs/metrics.js";
import { writing } from "../runs/runErrors.js";
import { runPaths } from "../runs/runPaths.js";
import { hyperParameters } from "./hyperParameters.js";
import { summaryValues } from "./summaryValues.js";

/** Digits of the seconds since 1970: TensorBoard reads the files of a run in the order of their names. */
const secondsDigits = 10;

/** Tells TensorBoard what metrics.jsonl is told: one event file each time that a trainer takes the run. */
export class TensorboardLog {
  private constructor(private readonly path: string) {}

  /**
   * Begins a file.
   * @param step steps done at the checkpoint that training goes on from; 0 for a new run
   * @throws RunWriteError
   */
  static open(folder: string, config: Config, step: number): TensorboardLog {
    const parent = runPaths.tensorboard(folder);
    const wallTime = Date.now() / 1000;
    return writing(parent, () => {
      mkdirSync(parent, { recursive: true });
      const [last] = readdirSync(parent).sort().reverse();
      const path = join(parent, fileName(wallTime, last));
      const begin = [
        versionEvent(wallTime),
        ...(last === undefined
          ? [
              hyperParametersEvent(wallTime, hyperParameters(config)),
              summaryEvent({ wallTime, step: 0 }, [{ tag: "config", text: configText(config) }]),
            ]
          : [sessionStartEvent({ wallTime, step: step + 1 })]),
      ];
      writeFileSync(path, Buffer.concat(begin.map(tensorflowRecord)), { flag: "wx" });
      return new TensorboardLog(path);
    });
  }

  /** Appends what a line of metrics tells. @throws RunWriteError */
  append(line: MetricsLine): void {
    const wallTime = (line.timing ? Date.parse(line.timing.at) : Date.now()) / 1000;
    const event = summaryEvent({ wallTime, step: line.step }, summaryValues(line));
    writing(this.path, () => {
      appendFileSync(this.path, tensorflowRecord(event));
    });
  }
}

/** A name after those of all earlier files, also where two trainings begin in one second. */
function fileName(wallTime: number, last: string | undefined): string {
  const [, lastSeconds = "0"] = /tfevents\.(\d+)/.exec(last ?? "") ?? [];
  const seconds = Math.max(Math.floor(wallTime), Number(lastSeconds) + 1);
  const host = hostname().replaceAll(/[^\w.-]+/g, "-");
  return `events.out.tfevents.${String(seconds).padStart(secondsDigits, "0")}.${host}.${process.pid}`;
}

/** A config as Markdown that shows its text, whatever stands in it. */
function configText(config: Config): string {
  const lines = JSON.stringify(config, null, 2).split("\n");
  return lines.map((line) => `    ${line}`).join("\n");
}
