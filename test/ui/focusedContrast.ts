import type { WebviewPage } from "./webviewPage.js";

/** Runs in the page: gives a button the focus, and takes the contrast of its text (WCAG 2, 1.4.3). */
const contrastOf = (text: string): string => `(() => {
  const button = [...document.querySelectorAll("vscode-button")].find(
    (each) => each.textContent.trim() === ${JSON.stringify(text)},
  );
  button.focus();
  const { color, backgroundColor } = getComputedStyle(button.shadowRoot.querySelector(".base"));
  const luminance = (css) => {
    const [red, green, blue] = css.match(/[\\d.]+/g).map((value) => {
      const part = Number(value) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark, light] = [color, backgroundColor].map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
})()`;

/** The contrast of a button's text with its background while it has the focus. */
export async function focusedContrast(page: WebviewPage, button: string): Promise<number> {
  return (await page.frame()).evaluate<number>(contrastOf(button));
}
