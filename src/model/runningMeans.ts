/** Weighted means of several quantities, summed in float64 so that they can be kept and gone on with. */
export class RunningMeans {
  private sums: Record<string, number>;

  /** @param sums What {@link toSums} gave, to go on from there. */
  constructor(sums: Readonly<Record<string, number>> = {}) {
    this.sums = { ...sums };
  }

  /** Adds one value of each quantity, with a weight above 0. */
  add(values: Readonly<Record<string, number>>, weight: number): void {
    this.sums[weightKey] = this.weight + weight;
    for (const [name, value] of Object.entries(values)) {
      this.sums[name] = (this.sums[name] ?? 0) + value * weight;
    }
  }

  /** Whether values of a quantity were added. */
  has(name: string): boolean {
    return name in this.sums;
  }

  /** The mean of a quantity; NaN where nothing was added. */
  mean(name: string): number {
    return (this.sums[name] ?? 0) / this.weight;
  }

  toSums(): Record<string, number> {
    return { ...this.sums };
  }

  clear(): void {
    this.sums = {};
  }

  private get weight(): number {
    return this.sums[weightKey] ?? 0;
  }
}

const weightKey = "weight";
