import type { Locator } from "playwright-core";
import { WebviewPage } from "./webviewPage.js";

/** The report of a model file. */
export class ModelReportPage extends WebviewPage {
  /** What the report says at first sight, such as `parameters`. */
  fact(name: string): Locator {
    const term = this.page.getByText(name, { exact: true });
    return this.document.locator(".facts > div").filter({ has: term }).locator("dd");
  }

  /** Waits until everything is found out. */
  async examined(): Promise<void> {
    await this.fact("L_sub, proven").filter({ hasText: /\d/ }).waitFor();
    await this.document
      .locator(".activity")
      .filter({ hasText: /^$/ })
      .waitFor({ state: "attached" });
  }
}
