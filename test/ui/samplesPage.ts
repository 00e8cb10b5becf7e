import type { Locator } from "playwright-core";
import { WebviewPage } from "./webviewPage.js";

/** The explorer of a data set's samples. */
export class SamplesPage extends WebviewPage {
  /** Waits until the page says how many samples it shows. */
  async shows(text: RegExp): Promise<void> {
    await this.document.locator(".counts").filter({ hasText: text }).waitFor();
  }

  /** Waits until the radii are proven. */
  async proven(): Promise<void> {
    await this.document.getByText("The certified radii are proven.").waitFor();
  }

  get grid(): Locator {
    return this.document.getByRole("grid", { name: "Samples" });
  }

  /** What a screen reader says of the cell that the grid's keys act on. */
  async active(): Promise<string> {
    const id = (await this.grid.getAttribute("aria-activedescendant")) ?? "";
    return (await this.document.locator(`[id="${id}"] .hidden`).textContent()) ?? "";
  }

  async choose(what: string, option: string): Promise<void> {
    await this.document.getByLabel(what, { exact: true }).selectOption({ label: option });
  }

  /** The details of a sample. */
  get detail(): Locator {
    return this.document.locator("section.detail");
  }
}
