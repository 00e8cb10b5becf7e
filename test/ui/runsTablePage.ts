import type { Locator } from "playwright-core";
import { until } from "./until.js";
import { WebviewPage } from "./webviewPage.js";

/** The table of runs. */
export class RunsTablePage extends WebviewPage {
  /** The rows of runs, in the order of the page. */
  get rows(): Locator {
    return this.document.locator('.rows [role="row"]');
  }

  row(name: string): Locator {
    return this.rows.filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** A cell of a run in a column, which is named by its id. */
  cell(name: string, column: string): Locator {
    return this.row(name).locator(`[data-column="${column}"]`);
  }

  /** What a column is sorted by with a click. */
  title(column: string): Locator {
    return this.document.locator(`[role="columnheader"][data-column="${column}"]`);
  }

  /** The name that a cell has in the focus. */
  get focusedCell(): Locator {
    return this.document.locator('[role="gridcell"]:focus');
  }

  get filter(): Locator {
    return this.document.getByLabel("Filter", { exact: true });
  }

  /** What is wrong with the filter. */
  get problem(): Locator {
    return this.document.locator("#filter-problem");
  }

  /** Waits until these runs are shown, in this order. */
  async shows(...names: string[]): Promise<void> {
    await until(
      `the table shows ${names.join(", ")}`,
      () => this.rows.locator('[data-column="name"]').allTextContents(),
      (shown) => shown.join() === names.join(),
    );
  }
}
