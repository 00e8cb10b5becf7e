import type { FromPage, PageRequest, Reply, ToPage } from "../../src/extension/page/messages.js";

/** Talks with the extension host; how messages travel is handed in. */
export class HostLink<Action, Message extends { readonly type: string }> {
  private readonly waiting = new Map<number, (reply: Reply) => void>();
  private nextId = 0;

  constructor(
    private readonly post: (message: FromPage<Action>) => void,
    private readonly onMessage: (message: Message) => void,
  ) {}

  /** Says that messages may come. */
  ready(): void {
    this.post({ type: "ready" });
  }

  receive(message: ToPage<Message>): void {
    if (!isReply(message)) {
      this.onMessage(message);
      return;
    }
    this.waiting.get(message.id)?.(message);
    this.waiting.delete(message.id);
  }

  /** Settles with the host's reply. @throws Error with a sentence that the user can read. */
  request(request: PageRequest<Action>): Promise<void> {
    const id = this.nextId++;
    const replied = new Promise<void>((resolve, reject) => {
      this.waiting.set(id, (reply) => {
        if (reply.ok) resolve();
        else reject(new Error(reply.message));
      });
    });
    this.post({ type: "request", id, request });
    return replied;
  }
}

function isReply(message: { readonly type: string }): message is Reply {
  return message.type === "reply";
}
