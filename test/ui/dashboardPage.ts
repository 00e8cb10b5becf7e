import type { Locator } from "playwright-core";
import { ChartPage } from "./chartPage.js";

/** The dashboard of a run. */
export class DashboardPage extends ChartPage {
  /** What the run does, as the header tells it: "Training", "Stopped". */
  status(word: string): Locator {
    return this.document.locator("header .status").filter({ hasText: word });
  }

  /** What went wrong, as the page tells it. */
  notice(text: RegExp): Locator {
    return this.document.getByRole("alert").locator(".banner").filter({ hasText: text });
  }
}
