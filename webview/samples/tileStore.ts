/** How many tiles are asked for at once: some 400 kB of MNIST's. */
const mostAtOnce = 512;
/** Data of no more bytes come as a whole, ahead of the scrolling. */
const mostAhead = 2 ** 25;
/** Beyond it what came first is dropped. */
const mostKept = 2 ** 26;

/** The tiles that have come: asks for those that can be seen first, and for one lot after the other. */
export class TileStore {
  private readonly tiles = new Map<number, Uint8Array>();
  private wanted: readonly number[] = [];
  private ahead = 0;
  private isWaiting = false;

  /**
   * @param size bytes of a tile
   * @param ask answered by {@link receive}
   */
  constructor(
    private readonly count: number,
    private readonly size: number,
    private readonly ask: (examples: readonly number[]) => void,
  ) {}

  get(example: number): Uint8Array | undefined {
    return this.tiles.get(example);
  }

  /** Says which tiles can be seen now; those of before need not come any more. */
  want(examples: readonly number[]): void {
    this.wanted = examples;
    this.next();
  }

  /** Takes the tiles that were asked for; null where they cannot be had. */
  receive(examples: readonly number[], pixels: Uint8Array | null): void {
    this.isWaiting = false;
    // Whoever scrolls asks again.
    if (!pixels) return;
    for (const [index, example] of examples.entries()) {
      this.tiles.set(example, pixels.subarray(index * this.size, (index + 1) * this.size));
    }
    for (const example of this.tiles.keys()) {
      if (this.tiles.size * this.size <= mostKept) break;
      this.tiles.delete(example);
    }
    this.next();
  }

  private next(): void {
    if (this.isWaiting) return;
    const seen = this.wanted.filter((example) => !this.tiles.has(example)).slice(0, mostAtOnce);
    const examples = seen.length > 0 ? seen : this.unseen();
    if (examples.length === 0) return;
    this.isWaiting = true;
    this.ask(examples);
  }

  private unseen(): number[] {
    if (this.count * this.size > mostAhead) return [];
    const examples: number[] = [];
    for (; this.ahead < this.count && examples.length < mostAtOnce; this.ahead++) {
      if (!this.tiles.has(this.ahead)) examples.push(this.ahead);
    }
    return examples;
  }
}
