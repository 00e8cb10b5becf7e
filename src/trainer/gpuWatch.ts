import { readNvidiaGpu } from "../engine/nvidiaGpu.js";
import type { GpuReading } from "../engine/nvidiaGpu.js";

const everyMs = 5000;

/** What the GPU of a run does, asked for again every few seconds while somebody looks. */
export class GpuWatch {
  private asked = -Infinity;
  private isAsking = false;
  private reading: GpuReading | undefined;

  private constructor(
    private readonly read: () => Promise<GpuReading | undefined>,
    private readonly now: () => number,
  ) {}

  /** Begins to watch, where there is a card that tells. */
  static async open(
    read: () => Promise<GpuReading | undefined> = readNvidiaGpu,
    now: () => number = () => performance.now(),
  ): Promise<GpuWatch | undefined> {
    const watch = new GpuWatch(read, now);
    await watch.ask();
    return watch.reading && watch;
  }

  /** The latest reading. Where it is old, another is asked for, which a later call returns. */
  get latest(): GpuReading | undefined {
    if (!this.isAsking && this.now() - this.asked >= everyMs) void this.ask();
    return this.reading;
  }

  private async ask(): Promise<void> {
    this.isAsking = true;
    this.asked = this.now();
    // A card that fails to answer once is still the run's: what it last told stays.
    this.reading = (await this.read()) ?? this.reading;
    this.isAsking = false;
  }
}
