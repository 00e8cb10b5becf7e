import type { Locator } from "playwright-core";
import { until } from "./until.js";
import { WebviewPage } from "./webviewPage.js";

/** The dashboard of a run. */
export class DashboardPage extends WebviewPage {
  /** What the run does, as the header tells it: "Training", "Stopped". */
  status(word: string): Locator {
    return this.document.locator("header .status").filter({ hasText: word });
  }

  /** What went wrong, as the page tells it. */
  notice(text: RegExp): Locator {
    return this.document.getByRole("alert").locator(".banner").filter({ hasText: text });
  }

  /** How many points a chart has: the rows of the table behind it. */
  async points(chart: string): Promise<number> {
    const table = this.document.getByRole("region", { name: `Values of ${chart}` });
    if (!(await table.isVisible())) {
      await this.document.getByRole("switch", { name: `Show ${chart} as a table` }).click();
    }
    const caption = (await table.locator("caption").textContent()) ?? "";
    const [, total] = /of ([\d,]+) rows/.exec(caption) ?? [];
    return total === undefined
      ? table.locator("tbody tr").count()
      : Number(total.replaceAll(",", ""));
  }

  /** Waits until a chart has more points than it had; gives how many. */
  morePoints(chart: string, than: number): Promise<number> {
    return until(
      `"${chart}" has more than ${than} points`,
      () => this.points(chart),
      (points) => points > than,
    );
  }
}
