import type { OwnedBatch } from "./batchBuffers.js";
import type { BatchAssembler } from "./batchAssembler.js";

/** Which batches of which epoch to hand out. */
export interface EpochPart {
  readonly epoch: number;
  readonly fromBatch: number;
  readonly batchesPerEpoch: number;
  /** How many batches are assembled ahead. */
  readonly prefetch: number;
}

/**
 * The batches of one epoch, assembled ahead of their use. Left early, it gives back what was
 * assembled in vain; once the worker has ended, every `next()` rejects.
 */
export class EpochBatches implements AsyncIterableIterator<OwnedBatch, undefined> {
  private readonly ahead: Promise<OwnedBatch>[] = [];
  private upcoming: number;

  constructor(
    private readonly assembler: BatchAssembler,
    private readonly part: EpochPart,
  ) {
    this.upcoming = part.fromBatch;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<OwnedBatch, undefined>> {
    if (this.assembler.failure) throw this.assembler.failure;
    this.askAhead();
    const next = this.ahead.shift();
    if (next === undefined) return { done: true, value: undefined };
    this.askAhead();
    return { done: false, value: await next };
  }

  return(): Promise<IteratorResult<OwnedBatch, undefined>> {
    this.upcoming = this.part.batchesPerEpoch;
    for (const unread of this.ahead.splice(0)) {
      void unread.then(
        (batch) => {
          this.assembler.recycle(batch);
        },
        () => undefined,
      );
    }
    return Promise.resolve({ done: true, value: undefined });
  }

  private askAhead(): void {
    const { epoch, batchesPerEpoch, prefetch } = this.part;
    while (this.ahead.length < prefetch && this.upcoming < batchesPerEpoch) {
      this.ahead.push(this.assembler.assemble(epoch, this.upcoming++));
    }
  }
}
