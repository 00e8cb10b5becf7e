import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { HostTensors } from "../../gloro/program.js";
import { threadEntry } from "../../threads/threadEntry.js";
import type { SessionReply, SessionRequest, SessionThreadData } from "./sessionMessages.js";

/** A call of a program that leaves the state alone. */
export interface SessionCall {
  readonly program: string;
  readonly model: Uint8Array;
  /** What the session reads of the state. */
  readonly state: () => HostTensors;
  /** Another one wherever the state is another. */
  readonly stateVersion: number;
  readonly inputs: HostTensors;
}

interface Waiting {
  readonly resolve: (outputs: HostTensors) => void;
  readonly reject: (error: unknown) => void;
}

interface Thread {
  readonly worker: Worker;
  /** The version of the state that it has, by program. */
  readonly versions: Map<string, number>;
  readonly waiting: Map<number, Waiting>;
}

/**
 * Threads with sessions of their own, which run calls beside each other. The threads of one session wait for
 * each other many times in a call, which on a machine that does other work costs more than they gain.
 */
export class SessionThreads {
  private readonly threads: Thread[] = [];
  private readonly answers = new Set<Promise<HostTensors>>();
  private calls = 0;

  /** @param atOnce how many calls, and threads; each takes its share of the cores. */
  constructor(private readonly atOnce: number) {}

  /** Runs a call on the thread with the least to do. What it was given may be changed afterwards. */
  run({ program, model, state, stateVersion, inputs }: SessionCall): Promise<HostTensors> {
    const thread = this.leastBusy();
    const { versions, waiting, worker } = thread;
    const isNew = !versions.has(program);
    const isStale = versions.get(program) !== stateVersion;
    const call = this.calls++;
    const answer = new Promise<HostTensors>((resolve, reject) => {
      waiting.set(call, { resolve, reject });
    });
    const request: SessionRequest = {
      kind: "run",
      call,
      program,
      inputs,
      ...(isNew && { model }),
      ...(isStale && { state: state() }),
    };
    worker.postMessage(request);
    versions.set(program, stateVersion);
    return this.keptUntilGiven(answer);
  }

  /** Frees a program in all threads. */
  forget(program: string): void {
    for (const { worker, versions } of this.threads) {
      if (versions.delete(program))
        worker.postMessage({ kind: "forget", program } satisfies SessionRequest);
    }
  }

  /** Ends the threads when all calls are answered. */
  async dispose(): Promise<void> {
    await Promise.allSettled(this.answers);
    await Promise.all(this.threads.splice(0).map(({ worker }) => worker.terminate()));
  }

  private async keptUntilGiven(answer: Promise<HostTensors>): Promise<HostTensors> {
    this.answers.add(answer);
    try {
      return await answer;
    } finally {
      this.answers.delete(answer);
    }
  }

  private leastBusy(): Thread {
    const idle = this.threads.find(({ waiting }) => waiting.size === 0);
    if (idle) return idle;
    if (this.threads.length < this.atOnce) {
      const thread = this.start();
      this.threads.push(thread);
      return thread;
    }
    return this.threads.reduce((least, each) =>
      each.waiting.size < least.waiting.size ? each : least,
    );
  }

  private start(): Thread {
    const { url, execArgv } = threadEntry(import.meta.url, "sessionWorker");
    const workerData: SessionThreadData = {
      threads: Math.max(1, Math.floor(availableParallelism() / this.atOnce)),
    };
    const worker = new Worker(url, { workerData, execArgv });
    const thread: Thread = { worker, versions: new Map(), waiting: new Map() };
    const failAll = (error: unknown) => {
      const index = this.threads.indexOf(thread);
      if (index >= 0) this.threads.splice(index, 1);
      for (const { reject } of thread.waiting.values()) reject(error);
      thread.waiting.clear();
    };
    worker.on("message", (reply: SessionReply) => {
      const waiting = thread.waiting.get(reply.call);
      thread.waiting.delete(reply.call);
      if ("error" in reply) {
        // Its model or state may not have arrived: the next call brings both again.
        thread.versions.clear();
        waiting?.reject(new Error(reply.error));
      } else waiting?.resolve(reply.outputs);
    });
    worker.on("error", failAll);
    worker.on("exit", () => {
      failAll(new Error("A thread of the engine ended before it answered."));
    });
    return thread;
  }
}
