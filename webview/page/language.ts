import { config } from "@vscode/l10n";
import { writeNumbersIn } from "../charts/numbers.js";

/** Takes the language of the page and its texts as the host wrote them there. Before anything is drawn. */
export function takeLanguage(): void {
  const texts = document.querySelector('script[type="application/json"]');
  if (texts) config({ contents: texts.textContent });
  writeNumbersIn(document.documentElement.lang);
}
