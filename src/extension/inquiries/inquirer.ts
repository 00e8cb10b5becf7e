import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { GloroError } from "../../gloro/errors.js";
import { processEntry } from "../../trainer/processEntry.js";
import { Disposable } from "../disposable.js";
import type {
  FromInquiryProcess,
  Inquiries,
  InquiryKind,
  News,
  ToInquiryProcess,
} from "./inquiries.js";

/** A process with TF.js takes some 150 MB: one that nobody asks is let go. */
const idleMs = 60_000;

interface Waiting {
  readonly onNews: (news: unknown) => void;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Asks the inquiry process, which it starts when there is a question and ends when it is idle. */
export class Inquirer extends Disposable {
  private child: ChildProcess | undefined;
  private nextId = 0;
  private readonly waiting = new Map<number, Waiting>();
  private idle: NodeJS.Timeout | undefined;

  /**
   * @param onNews told what the process finds before it answers
   * @throws GloroError with the answering code's sentence, where the process ends before it answers,
   *   and after dispose().
   */
  ask<K extends InquiryKind>(
    kind: K,
    question: Inquiries[K]["question"],
    onNews: (news: News<K>) => void = () => undefined,
  ): Promise<Inquiries[K]["answer"]> {
    if (this.isDisposed) return Promise.reject(new GloroError("GloRo is being closed."));
    clearTimeout(this.idle);
    this.child ??= this.start();
    const id = this.nextId++;
    const message = { id, kind, question } as ToInquiryProcess;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, {
        // The process answers what it was asked: the type comes from the same table.
        resolve: (answer) => {
          resolve(answer as Inquiries[K]["answer"]);
        },
        onNews: (news) => {
          onNews(news as News<K>);
        },
        reject,
      });
      this.child?.send(message, () => undefined);
    });
  }

  override dispose(): void {
    super.dispose();
    // In the midst of a bound it would not hear that nobody waits any more.
    this.child?.kill();
    this.letGo();
    this.failAll("GloRo is being closed.");
  }

  private start(): ChildProcess {
    const { file, execArgv } = processEntry(import.meta.url, "./main.ts", "inquiryProcess.js");
    const child = fork(file, [], {
      execArgv: [...execArgv],
      // Pixels and radii travel as they are, which as JSON would be many times as long.
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      // In VS Code the executable is Electron, which must behave as Node.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
    });
    const gone = (reason: string) => {
      if (this.child !== child) return;
      this.child = undefined;
      this.failAll(`The process that answers for GloRo ended: ${reason}. Try again.`);
    };
    child.on("message", (message: FromInquiryProcess) => {
      this.hear(message);
    });
    child.on("exit", (code, signal) => {
      gone(signal ?? `exit code ${String(code)}`);
    });
    child.on("error", (error) => {
      gone(error.message);
    });
    return child;
  }

  private hear(message: FromInquiryProcess): void {
    if (message.type === "news") {
      this.waiting.get(message.id)?.onNews(message.news);
      return;
    }
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.type === "answer") waiting?.resolve(message.answer);
    else {
      waiting?.reject(
        message.defect ? new Error(message.message) : new GloroError(message.message),
      );
    }
    if (this.waiting.size > 0) return;
    this.idle = setTimeout(() => {
      this.letGo();
    }, idleMs);
  }

  private letGo(): void {
    clearTimeout(this.idle);
    const { child } = this;
    this.child = undefined;
    if (child?.connected) child.disconnect();
  }

  private failAll(message: string): void {
    for (const { reject } of this.waiting.values()) reject(new GloroError(message));
    this.waiting.clear();
  }
}
