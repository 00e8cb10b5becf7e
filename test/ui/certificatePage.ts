import type { Locator } from "playwright-core";
import { WebviewPage } from "./webviewPage.js";

/** The report of a certificate file. */
export class CertificatePage extends WebviewPage {
  /** What became of the claims, in a sentence. */
  get verdict(): Locator {
    return this.document.locator(".verdict");
  }

  /** The claims that hold, or those that fail. */
  claims(what: "hold" | "fail"): Locator {
    return this.document.locator(`.claims li[data-holds="${String(what === "hold")}"]`);
  }
}
