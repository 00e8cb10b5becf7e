import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { GloroError } from "../gloro/errors.js";
import { clearCheckpointRequest } from "../runs/checkpointRequest.js";
import { writing } from "../runs/runErrors.js";
import { runPaths } from "../runs/runPaths.js";
import { clearStop, requestStop } from "../runs/stopRequest.js";
import type { StopKind } from "../runs/stopRequest.js";
import type { Ending } from "./ending.js";
import { defaultPatience, terminate } from "./terminate.js";
import type { Patience } from "./terminate.js";
import type { ProcessEntry } from "./processEntry.js";
import { protocolVersion } from "./protocol.js";
import type { FromTrainer, ToTrainer } from "./protocol.js";
import { trainerEnding } from "./trainerEnding.js";
import { trainerEntry } from "./trainerEntry.js";
import { TrainerLog } from "./trainerLog.js";

/** Whether a trainer's life depends on its starter's. */
export type Attachment = "attached" | "detached";

export interface TrainerOptions {
  /** The run's folder. Training goes on from its last checkpoint, if there is one. */
  readonly folder: string;
  /** An attached trainer stops gracefully when its starter dies; a detached one trains on. */
  readonly attachment: Attachment;
  /** Hears every message, `ready` first, in order. */
  readonly onMessage: (message: FromTrainer) => void;
  readonly patience?: Patience;
  readonly entry?: ProcessEntry;
}

/** A trainer process. */
export interface Trainer {
  readonly pid: number;
  /** Settles when the process is gone, or was let go, whatever the reason; never rejects. */
  readonly ending: Promise<Ending>;
  /** Asks it to stop, and insists where it does not; `now` kills it. Not awaited: see `ending`. */
  stop(kind: StopKind): void;
  /** Kills an attached trainer, lets a detached one go. Safe to call twice. */
  dispose(): void;
}

/**
 * Starts a process that trains a run, and waits until it answers. Its standard output and error go to
 * the run's log.
 * @throws GloroError when it speaks another version of the protocol, or ends before it answers.
 * @throws RunWriteError when the run's log cannot be opened.
 */
export async function startTrainer(options: TrainerOptions): Promise<Trainer> {
  const { folder, attachment, patience = defaultPatience } = options;
  const { file, execArgv } = options.entry ?? trainerEntry();
  clearStop(folder);
  clearCheckpointRequest(folder);
  const log = writing(runPaths.log(folder), () => new TrainerLog(runPaths.log(folder)));
  const child = fork(file, [folder, attachment], {
    execArgv: [...execArgv],
    detached: attachment === "detached",
    stdio: ["ignore", log.descriptor, log.descriptor, "ipc"],
    // In VS Code the executable is Electron, which must behave as Node.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
  });
  const trainer = new TrainerProcess(child, options, patience, log);
  const first = await trainer.firstMessage;
  if (first?.type === "ready" && first.protocol === protocolVersion) return trainer;
  if (first) child.kill("SIGKILL");
  const ending = await trainer.ending;
  if (first?.type === "ready") {
    throw new GloroError(
      `The trainer ${file} speaks version ${first.protocol} of the protocol, this program version ${protocolVersion}. Install both anew.`,
    );
  }
  throw new GloroError(
    `The trainer did not start. ${ending.kind === "failed" ? ending.message : `It was ${ending.kind}.`}`,
  );
}

class TrainerProcess implements Trainer {
  readonly pid: number;
  readonly ending: Promise<Ending>;
  /** Nothing where the process ended, or could not be started, before it said anything. */
  readonly firstMessage: Promise<FromTrainer | undefined>;
  private last: FromTrainer | undefined;
  private ended = false;
  private settle: (ending: Ending) => void = () => undefined;

  constructor(
    private readonly child: ChildProcess,
    private readonly options: TrainerOptions,
    private readonly patience: Patience,
    private readonly log: TrainerLog,
  ) {
    this.pid = child.pid ?? 0;
    this.ending = new Promise((resolve) => {
      this.settle = resolve;
    });
    this.firstMessage = new Promise((resolve) => {
      child.once("message", resolve);
      void this.ending.then(() => {
        resolve(undefined);
      });
    });
    child.on("message", (message: FromTrainer) => {
      this.last = message;
      options.onMessage(message);
    });
    child.on("error", (error) => {
      // A process that runs reports its own end; this one never started.
      if (child.pid === undefined) {
        this.end({ kind: "failed", message: error.message, defect: true });
      }
    });
    this.waitForExit();
  }

  stop(kind: StopKind): void {
    if (kind === "now") {
      this.child.kill("SIGKILL");
      return;
    }
    void terminate(
      {
        ask: () => {
          this.ask();
        },
        signal: (signal) => {
          this.child.kill(signal);
        },
        endsWithin: (milliseconds) => this.endsWithin(milliseconds),
      },
      this.patience,
    );
  }

  dispose(): void {
    if (this.options.attachment === "attached") {
      this.child.kill("SIGKILL");
      return;
    }
    if (this.child.connected) this.child.disconnect();
    this.child.unref();
    this.end({ kind: "released" });
  }

  private ask(): void {
    const message: ToTrainer = { type: "stop", kind: "gracefully" };
    // A trainer that just ended, or whose channel broke, needs no message: its ending tells.
    if (this.child.connected) this.child.send(message, () => undefined);
    try {
      requestStop(this.options.folder, "gracefully");
    } catch {
      // The folder may be gone or full; the message and the signals remain.
    }
  }

  /** Ends when the process is gone and its last message was heard: either may come first. */
  private waitForExit(): void {
    let exit: { code: number | null; signal: NodeJS.Signals | null } | undefined;
    const endWhenBoth = () => {
      if (exit && !this.child.connected && !this.ended)
        this.end(trainerEnding(this.last, exit, this.log.lastLines()));
    };
    this.child.on("exit", (code, signal) => {
      exit = { code, signal };
      endWhenBoth();
    });
    this.child.on("disconnect", endWhenBoth);
  }

  private end(ending: Ending): void {
    if (this.ended) return;
    this.ended = true;
    this.log.close();
    this.settle(ending);
  }

  private async endsWithin(milliseconds: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, milliseconds, false);
    });
    try {
      return await Promise.race([this.ending.then(() => true), late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
