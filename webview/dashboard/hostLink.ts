import type {
  DashboardRequest,
  FromDashboard,
  Reply,
  ToDashboard,
} from "../../src/extension/messages.js";

/** Talks with the extension host; how messages travel is handed in. */
export class HostLink {
  private readonly waiting = new Map<number, (reply: Reply) => void>();
  private nextId = 0;

  constructor(
    private readonly post: (message: FromDashboard) => void,
    private readonly onMessage: (message: Exclude<ToDashboard, Reply>) => void,
  ) {}

  /** Says that messages may come. */
  ready(): void {
    this.post({ type: "ready" });
  }

  receive(message: ToDashboard): void {
    if (message.type !== "reply") {
      this.onMessage(message);
      return;
    }
    this.waiting.get(message.id)?.(message);
    this.waiting.delete(message.id);
  }

  /** Settles with the host's reply. @throws Error with a sentence that the user can read. */
  request(request: DashboardRequest): Promise<void> {
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
