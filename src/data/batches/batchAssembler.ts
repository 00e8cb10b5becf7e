import type { Worker } from "node:worker_threads";
import type { BatchBuffers } from "./batchBuffers.js";
import { transferList } from "./batchBuffers.js";
import type { BatchReply, BatchRequest } from "./batchMessages.js";

/** Someone who waits for a batch. */
interface Waiting {
  readonly resolve: (batch: BatchReply) => void;
  readonly reject: (error: Error) => void;
}

/** A worker thread that assembles batches, in the order in which they are asked for. */
export class BatchAssembler {
  private readonly waiting: Waiting[] = [];
  private readonly spare: BatchBuffers[] = [];
  private ending: Error | undefined;

  constructor(private readonly worker: Worker) {
    worker.on("message", (batch: BatchReply) => this.waiting.shift()?.resolve(batch));
    worker.on("error", (error: Error) => {
      this.end(new Error(`The batch worker failed: ${error.message}`, { cause: error }));
    });
    worker.on("exit", (code) => {
      this.end(new Error(`The batch worker ended (exit code ${code}).`));
    });
  }

  /** Why no more batches come; `undefined` while they do. */
  get failure(): Error | undefined {
    return this.ending;
  }

  /** Asks for a batch. Rejects, like all that is still asked for, once the worker has ended. */
  assemble(epoch: number, batch: number): Promise<BatchReply> {
    const failure = this.ending;
    const reply = new Promise<BatchReply>((resolve, reject) => {
      if (failure === undefined) this.waiting.push({ resolve, reject });
      else reject(failure);
    });
    // A batch asked for ahead may be rejected before anyone awaits it; who awaits it still learns.
    reply.catch(() => undefined);
    if (failure === undefined) {
      const buffers = this.spare.pop();
      const request: BatchRequest = { epoch, batch, buffers };
      this.worker.postMessage(request, buffers === undefined ? [] : transferList(buffers));
    }
    return reply;
  }

  /** Keeps buffers for a later batch. Buffers given before, or moved elsewhere since, are left alone. */
  recycle(buffers: BatchBuffers): void {
    const moved = buffers.images.length === 0;
    if (!moved && !this.spare.some(({ images }) => images.buffer === buffers.images.buffer)) {
      this.spare.push(buffers);
    }
  }

  /** Ends the thread; whoever still waits for a batch is told that the loader was closed. */
  async dispose(): Promise<void> {
    this.end(new Error("The loader of training batches was closed."));
    await this.worker.terminate();
  }

  private end(reason: Error): void {
    this.ending ??= reason;
    for (const { reject } of this.waiting.splice(0)) reject(this.ending);
  }
}
