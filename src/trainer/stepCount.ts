/** How far a training has come. */
export class StepCount {
  /**
   * @param done steps done
   * @param perEpoch steps of an epoch
   */
  constructor(
    private done: number,
    readonly perEpoch: number,
    private readonly epochs: number,
  ) {}

  /** Steps done. */
  get step(): number {
    return this.done;
  }

  /** Epochs done. */
  get epoch(): number {
    return Math.floor(this.epochAt(this.done));
  }

  get stepInEpoch(): number {
    return this.done % this.perEpoch;
  }

  get stepsLeft(): number {
    return this.epochs * this.perEpoch - this.done;
  }

  get epochsLeft(): number {
    return this.epochs - this.epoch;
  }

  next(): void {
    this.done += 1;
  }

  /** A number of steps in epochs, with fractions. */
  epochAt(step: number): number {
    return step / this.perEpoch;
  }

  /** The last step done, or one `ahead` of it, as people count. */
  moment(ahead: 0 | 1): { readonly step: number; readonly epoch: number } {
    const step = this.done + ahead;
    return { step, epoch: Math.max(1, Math.ceil(this.epochAt(step))) };
  }
}
