import type { FromPage, PageRequest, ToPage } from "../../src/extension/page/messages.js";
import { element } from "./element.js";
import { HostLink } from "./hostLink.js";
import { hostNotice } from "./hostNotice.js";
import { takeLanguage } from "./language.js";
import { watchHost } from "./watchHost.js";

/** What VS Code gives a page, once, to talk with its extension and to remember by. */
declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

/** How a page reaches beyond itself. */
export interface Surroundings<Action, Wish = never> {
  /** Settles with the host's reply. @throws Error with a sentence that the user can read. */
  readonly request: (request: PageRequest<Action>) => Promise<void>;
  /** Asks for what comes, if at all, as a message of its own. */
  readonly wish: (wish: Wish) => void;
  /** What the page before it saved last; undefined where it is the first. */
  readonly saved: unknown;
  readonly save: (state: unknown) => void;
}

/** What fills a page, and is told `Message`. */
interface PageContent<Message> {
  receive(message: Message): void;
}

/**
 * Fills the page's element named `id` with what `open` makes, and tells it what the host says from then on.
 */
export function startPage<Action, Message extends { readonly type: string }, Wish = never>(
  id: string,
  open: (root: HTMLElement, surroundings: Surroundings<Action, Wish>) => PageContent<Message>,
): void {
  takeLanguage();
  const root = document.getElementById(id);
  if (!root) throw new Error(`The page has no element "${id}".`);
  const api = acquireVsCodeApi();
  const link = new HostLink<Action, Message>(
    (message: FromPage<Action>) => {
      api.postMessage(message);
    },
    (message) => {
      content.receive(message);
    },
  );
  const content = open(root, {
    request: (request) => link.request(request),
    wish: (wish) => {
      api.postMessage(wish);
    },
    saved: api.getState(),
    save: (state) => {
      api.setState(state);
    },
  });
  window.addEventListener("message", ({ data }: MessageEvent<ToPage<Message>>) => {
    link.receive(data);
  });
  link.ready();
  const silence = element("div", { class: "silence", role: "alert" });
  document.body.prepend(silence);
  watchHost(
    () => link.request({ type: "signOfLife" }),
    (isAlive) => {
      silence.replaceChildren(...(isAlive ? [] : [hostNotice()]));
    },
    document,
  );
}
