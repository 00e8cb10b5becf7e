import { askAlone } from "../inquiries/askAlone.js";
import type { ToModelReport } from "../messages.js";

/** What an examination tells of a file. */
export type ExaminationMessage = Extract<
  ToModelReport,
  { type: "finding" | "examined" | "failed" }
>;

/** Examines a model file, once for all its reports: one that comes later is told what was found. */
export class ModelExamination {
  private readonly told: ExaminationMessage[] = [];
  private readonly abort = new AbortController();

  constructor(
    file: string,
    private readonly onTold: (message: ExaminationMessage) => void,
  ) {
    void this.run(file);
  }

  /** Everything so far, in order. */
  get messages(): readonly ExaminationMessage[] {
    return this.told;
  }

  /** Ends it: what is being computed has no reader any more. */
  dispose(): void {
    this.abort.abort();
  }

  private async run(file: string): Promise<void> {
    const { signal } = this.abort;
    try {
      const onNews = (finding: Extract<ExaminationMessage, { type: "finding" }>["finding"]) => {
        this.tell({ type: "finding", finding });
      };
      await askAlone("examineModel", { file }, { signal, onNews });
      this.tell({ type: "examined" });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.tell({ type: "failed", message });
    }
  }

  private tell(message: ExaminationMessage): void {
    if (this.abort.signal.aborted) return;
    this.told.push(message);
    this.onTold(message);
  }
}
