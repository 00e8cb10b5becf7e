import { until } from "./until.js";
import { WebviewPage } from "./webviewPage.js";

/** How long one look at a page lasts that may be replaced by another meanwhile. */
const lookMs = 2_000;

/** A page of charts, each with a table behind it. */
export class ChartPage extends WebviewPage {
  /** How many points a chart has: the rows of the table behind it, which is shown for it. */
  points(chart: string): Promise<number> {
    return this.morePoints(chart, -1);
  }

  /** Waits until a chart has more points than it had; gives how many. */
  morePoints(chart: string, than: number): Promise<number> {
    return until(
      `"${chart}" has more than ${than} points`,
      () => this.shownPoints(chart),
      (points) => points > than,
    );
  }

  /** Of a page that is opened anew the table has to be shown again. */
  private async shownPoints(chart: string): Promise<number> {
    const table = this.document.getByRole("region", { name: `Values of ${chart}` });
    const options = { timeout: lookMs };
    if (!(await table.isVisible())) {
      await this.document.getByRole("switch", { name: `Show ${chart} as a table` }).click(options);
    }
    const caption = (await table.locator("caption").textContent(options)) ?? "";
    const [, total] = /of ([\d,]+) rows/.exec(caption) ?? [];
    return total === undefined
      ? table.locator("tbody tr").count()
      : Number(total.replaceAll(",", ""));
  }
}
