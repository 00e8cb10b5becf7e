import { ChartPage } from "./chartPage.js";
import { until } from "./until.js";

/** Some runs side by side. */
export class ComparisonPage extends ChartPage {
  /** Waits until these runs are compared. */
  async comparesRuns(...names: string[]): Promise<void> {
    await until(
      `the comparison is of ${names.join(", ")}`,
      () => this.document.locator(".compared label").allTextContents(),
      (shown) => shown.join() === names.join(),
    );
  }

  /** The keys of the configs that are shown. */
  differingKeys(): Promise<string[]> {
    return this.document.locator(".configs tbody th").allTextContents();
  }
}
