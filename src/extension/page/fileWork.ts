import { basename } from "node:path";
import { GloroError } from "../../gloro/errors.js";
import { fileStamp } from "../fileStamp.js";
import type { ToFileReport } from "./messages.js";
import type { Translate } from "../translate.js";

type Activity = Extract<ToFileReport, { type: "activity" }>;

/** What came of some work on a file, as its reports are told it. */
interface Outcome<Message> {
  readonly message: Message;
}

/** What reports of a file are told of the work on it. */
interface Told<Message> {
  readonly file: string;
  readonly message: Message | Activity;
}

/**
 * What is done with files in this window: what is being done with each, and what came of it last, which
 * holds as long as the file is the one that was worked on.
 */
export class FileWork<Message, Result extends Outcome<Message> = Outcome<Message>> {
  private readonly latest = new Map<string, { readonly stamp: string; readonly result: Result }>();
  private readonly activities = new Map<string, string>();
  private readonly listeners = new Set<(told: Told<Message>) => void>();

  /** @param release gives back what a result holds, once it is forgotten */
  constructor(
    private readonly t: Translate,
    private readonly release: (result: Result) => void = () => undefined,
  ) {}

  onDidTell(listener: (told: Told<Message>) => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** What a report of `file` that opens now has to be told. */
  messages(file: string): (Message | Activity)[] {
    const known = this.latest.get(file);
    const activity = this.activities.get(file);
    return [
      ...(known ? [known.result.message] : []),
      ...(activity === undefined ? [] : [{ type: "activity", activity } as const]),
    ];
  }

  isInWork(file: string): boolean {
    return this.activities.has(file);
  }

  /** Resolves once nobody works on `file`. */
  async settled(file: string): Promise<void> {
    if (!this.isInWork(file)) return;
    await new Promise<void>((resolve) => {
      const watch = this.onDidTell((told) => {
        if (told.file !== file || this.isInWork(file)) return;
        watch.dispose();
        resolve();
      });
    });
  }

  /**
   * Works on a file, which must not be in work, and keeps what comes of it.
   *
   * @param activity what is done at first
   * @param work may come to nothing
   * @throws what `work` throws, and GloroError where the file is another one in the end
   */
  async run(
    file: string,
    activity: string,
    work: (report: (activity: string) => void) => Promise<Result | undefined>,
  ): Promise<Result | undefined> {
    const report = (text: string) => {
      this.activities.set(file, text);
      this.tell(file, { type: "activity", activity: text });
    };
    report(activity);
    try {
      const stamp = await fileStamp(file);
      const result = await work(report);
      if (result) await this.keep(file, { stamp, result });
      return result;
    } finally {
      this.activities.delete(file);
      this.tell(file, { type: "activity", activity: null });
    }
  }

  /** What came last of the work on `file`, which may have changed since: then nothing. */
  async current(file: string): Promise<Result | undefined> {
    const stamp = await fileStamp(file);
    const known = this.latest.get(file);
    if (known?.stamp === stamp) return known.result;
    this.forget(file);
    return undefined;
  }

  private async keep(file: string, made: { stamp: string; result: Result }): Promise<void> {
    const { t } = this;
    if (made.stamp !== (await fileStamp(file))) {
      this.release(made.result);
      throw new GloroError(t("{0} has changed in the meantime: try again.", basename(file)));
    }
    this.forget(file);
    this.latest.set(file, made);
    this.tell(file, made.result.message);
  }

  private forget(file: string): void {
    const known = this.latest.get(file);
    this.latest.delete(file);
    if (known) this.release(known.result);
  }

  private tell(file: string, message: Message | Activity): void {
    for (const listener of this.listeners) listener({ file, message });
  }
}
