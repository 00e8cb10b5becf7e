import type { ChartFiles, FromPage, PageRequest, Reply } from "./messages.js";

/** What a page's messages come from and go to: a webview. */
interface Channel<Action> {
  onDidReceiveMessage(listener: (message: FromPage<Action>) => unknown): unknown;
  postMessage(reply: Reply): Thenable<unknown>;
}

/** What a page can ask for. */
export interface PageAnswers<Action> {
  /** The page listens from now on, a new one each time that it is shown. */
  readonly ready: () => void;
  readonly act: (action: Action) => Thenable<unknown>;
  readonly save: (files: ChartFiles) => Thenable<unknown>;
}

/** Carries out what a page asks for: each request gets one reply, whose sentence of failure `complain` gets too. */
export function answerPage<Action>(
  webview: Channel<Action>,
  answers: PageAnswers<Action>,
  complain: (message: string) => void,
): void {
  webview.onDidReceiveMessage(async (message: FromPage<Action>) => {
    switch (message.type) {
      case "ready":
        answers.ready();
        break;
      case "request":
        await webview.postMessage(await reply(message.id, message.request));
        break;
      default:
        message satisfies never;
    }
  });

  async function reply(id: number, request: PageRequest<Action>): Promise<Reply> {
    try {
      await carryOut(request);
      return { type: "reply", id, ok: true };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      complain(message);
      return { type: "reply", id, ok: false, message };
    }
  }

  function carryOut(request: PageRequest<Action>): Thenable<unknown> {
    switch (request.type) {
      case "signOfLife":
        return Promise.resolve();
      case "act":
        return answers.act(request.action);
      case "save":
        return answers.save(request.files);
      default:
        return request satisfies never;
    }
  }
}
