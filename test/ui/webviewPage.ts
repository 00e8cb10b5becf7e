import type { Frame, FrameLocator, Locator, Page } from "playwright-core";
import type { Theme } from "./themes.js";

/** Runs in the page: what a screen reader calls the focus, which may be in an element's shadow. */
const focusedName = `(() => {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  const [label] = focused?.labels ?? [];
  const name = focused?.getAttribute("aria-label") ?? (label ?? focused)?.textContent ?? "";
  return (name || focused?.getRootNode().host?.textContent || "").trim();
})()`;

/** A webview of the extension, the one that can be seen. */
export class WebviewPage {
  constructor(protected readonly page: Page) {}

  /** The document of the webview, two frames deep. */
  get document(): FrameLocator {
    return this.page
      .frameLocator('iframe.webview.ready[src*="extensionId=gloro.gloro-vscode"]:visible')
      .frameLocator("iframe#active-frame");
  }

  /** What the page is of: the name of a run or of a file. */
  heading(name: string): Locator {
    return this.document.getByRole("heading", { level: 1, name });
  }

  /** Waits until the page has the colours of a theme. */
  async inTheme({ name }: Theme): Promise<void> {
    await this.document.locator(`body[data-vscode-theme-id="${name}"]`).waitFor();
  }

  /** Presses Tab so many times; gives the name of each place that has the focus then. */
  async tabThrough(times: number): Promise<string[]> {
    const frame = await this.frame();
    const names: string[] = [];
    for (let pressed = 0; pressed < times; pressed++) {
      await this.page.keyboard.press("Tab");
      names.push(await frame.evaluate<string>(focusedName));
    }
    return names;
  }

  button(name: string): Locator {
    return this.document.getByRole("button", { name, exact: true });
  }

  async press(button: string): Promise<void> {
    await this.button(button).click();
  }

  /** The webview's page, for what runs in it. */
  async frame(): Promise<Frame> {
    const element = await this.document.owner().elementHandle();
    const frame = await element.contentFrame();
    if (!frame) throw new Error("The webview has no page.");
    return frame;
  }
}
