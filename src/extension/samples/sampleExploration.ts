import { basename } from "node:path";
import { Disposable } from "../disposable.js";
import { askAlone } from "../inquiries/askAlone.js";
import type { ModelOnData } from "../inquiries/inquiries.js";
import { Inquirer } from "../inquiries/inquirer.js";
import type { SampleWish, ToSamples } from "./messages.js";

/**
 * A model on the examples of some data: one process finds out what it says of all of them, and ends; another
 * answers about single ones meanwhile and afterwards.
 */
export class SampleExploration extends Disposable {
  private readonly abort = new AbortController();
  private readonly probe = this.register(new Inquirer());
  private readonly told: ToSamples[];

  constructor(
    private readonly subject: ModelOnData,
    private readonly onTold: (message: ToSamples) => void,
  ) {
    super();
    const { file, data } = subject;
    this.told = [{ type: "opened", file, name: basename(file), data }];
    void this.explore();
  }

  /** What a page that opens now has to be told, in order. */
  get messages(): readonly ToSamples[] {
    return this.told;
  }

  /** Answers by a message. */
  async grant(wish: SampleWish): Promise<void> {
    const answer = await this.answer(wish);
    if (!this.isDisposed) this.onTold(answer);
  }

  override dispose(): void {
    this.abort.abort();
    super.dispose();
  }

  private async explore(): Promise<void> {
    const { signal } = this.abort;
    try {
      await askAlone("exploreSamples", this.subject, {
        signal,
        onNews: (finding) => {
          this.tell({ type: "finding", finding });
        },
      });
      this.tell({ type: "explored" });
    } catch (error) {
      this.tell({ type: "failed", message: sentence(error) });
    }
  }

  private tell(message: ToSamples): void {
    if (this.abort.signal.aborted) return;
    this.told.push(message);
    this.onTold(message);
  }

  private async answer(wish: SampleWish): Promise<ToSamples> {
    const { subject, probe } = this;
    switch (wish.type) {
      case "pixels": {
        const { examples } = wish;
        const question = { data: subject.data, examples };
        const pixels = await probe.ask("samplePixels", question).catch(() => null);
        // A copy: what comes from another process is a part of all that came with it.
        return { type: "pixels", examples, pixels: pixels?.slice() ?? null };
      }
      case "inspect":
        return this.orRefused(wish.example, async () => ({
          type: "inspected",
          sample: await probe.ask("inspectSample", { ...subject, example: wish.example }),
        }));
      case "attack":
        return this.orRefused(wish.target.example, async () => ({
          type: "attacked",
          attack: await probe.ask("attackSample", { ...subject, target: wish.target }),
        }));
      default:
        return wish satisfies never;
    }
  }

  private async orRefused(example: number, ask: () => Promise<ToSamples>): Promise<ToSamples> {
    try {
      return await ask();
    } catch (error) {
      return { type: "refused", example, message: sentence(error) };
    }
  }
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
