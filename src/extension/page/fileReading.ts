import type { ToFileReport } from "./messages.js";

/** Tells what a file holds, as far as `signal` lets it. */
export type ReadFile<Message> = (
  file: string,
  tell: (message: Message) => void,
  signal: AbortSignal,
) => Promise<void>;

type Told<Message> = Message | Extract<ToFileReport, { type: "failed" }>;

/** Reads a file, once for all its reports: one that comes later is told what was found. */
export class FileReading<Message> {
  private readonly told: Told<Message>[] = [];
  private readonly abort = new AbortController();

  constructor(
    file: string,
    read: ReadFile<Message>,
    private readonly onTold: (message: Told<Message>) => void,
  ) {
    void this.run(file, read);
  }

  /** Everything so far, in order. */
  get messages(): readonly Told<Message>[] {
    return this.told;
  }

  /** Ends it: what is being read has no reader any more. */
  dispose(): void {
    this.abort.abort();
  }

  private async run(file: string, read: ReadFile<Message>): Promise<void> {
    const tell = (message: Told<Message>) => {
      if (this.abort.signal.aborted) return;
      this.told.push(message);
      this.onTold(message);
    };
    try {
      await read(file, tell, this.abort.signal);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      tell({ type: "failed", message });
    }
  }
}
