import type { Frame, FrameLocator, Locator, Page } from "playwright-core";
import type { Theme } from "./themes.js";
import { until } from "./until.js";

/** Runs in the page: what a screen reader calls the focus, which may be in an element's shadow. */
const focusedName = `(() => {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  const [label] = focused?.labels ?? [];
  const name = focused?.getAttribute("aria-label") ?? (label ?? focused)?.textContent ?? "";
  return (name || focused?.getRootNode().host?.textContent || "").trim();
})()`;

/** The dashboard of a run. */
export class DashboardPage {
  constructor(private readonly page: Page) {}

  /** The document of the webview, two frames deep. */
  get document(): FrameLocator {
    return this.page
      .frameLocator('iframe.webview.ready[src*="extensionId=gloro.gloro-vscode"]:visible')
      .frameLocator("iframe#active-frame");
  }

  /** The run's name. */
  heading(name: string): Locator {
    return this.document.getByRole("heading", { level: 1, name });
  }

  /** What the run does, as the header tells it: "Training", "Stopped". */
  status(word: string): Locator {
    return this.document.locator("header .status").filter({ hasText: word });
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

  async press(button: string): Promise<void> {
    await this.document.getByRole("button", { name: button, exact: true }).click();
  }

  /** How many points a chart has: the rows of the table behind it. */
  async points(chart: string): Promise<number> {
    const table = this.document.getByRole("region", { name: `Values of ${chart}` });
    if (!(await table.isVisible())) {
      await this.document.getByRole("switch", { name: `Show ${chart} as a table` }).click();
    }
    const caption = (await table.locator("caption").textContent()) ?? "";
    const [, total] = /of (\d+) rows/.exec(caption) ?? [];
    return total === undefined ? table.locator("tbody tr").count() : Number(total);
  }

  /** Waits until a chart has more points than it had; gives how many. */
  morePoints(chart: string, than: number): Promise<number> {
    return until(
      `"${chart}" has more than ${than} points`,
      () => this.points(chart),
      (points) => points > than,
    );
  }

  /** The webview's page, for what runs in it. */
  async frame(): Promise<Frame> {
    const element = await this.document.owner().elementHandle();
    const frame = await element.contentFrame();
    if (!frame) throw new Error("The dashboard has no page.");
    return frame;
  }
}
