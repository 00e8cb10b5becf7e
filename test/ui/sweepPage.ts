import type { Locator } from "playwright-core";
import { WebviewPage } from "./webviewPage.js";

/** The page of a family of runs. */
export class SweepPage extends WebviewPage {
  /** What the page says of all runs. */
  summary(text: RegExp): Locator {
    return this.document.locator(".summary").filter({ hasText: text });
  }

  /** The plot of a parameter. */
  plot(parameter: string): Locator {
    return this.document.getByRole("application", { name: new RegExp(`^${parameter}\\.`) });
  }

  /** The table's rows, the best run's first. */
  get rows(): Locator {
    return this.document.getByRole("region", { name: "Runs" }).locator("tbody tr");
  }

  async choose(metric: string): Promise<void> {
    await this.document.getByLabel("Metric").selectOption(metric);
  }
}
