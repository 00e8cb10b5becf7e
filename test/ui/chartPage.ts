import { until } from "./until.js";
import { WebviewPage } from "./webviewPage.js";

/** A page of charts, each with a table behind it. */
export class ChartPage extends WebviewPage {
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
