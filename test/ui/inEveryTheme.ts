import { join } from "node:path";
import { extensionFolder } from "../vscode/workbenchUrl.js";
import { themes } from "./themes.js";
import type { Theme } from "./themes.js";
import type { OpenWindow } from "./windowFixture.js";

/** For the README, on request; else to be looked at. */
const pictures =
  process.env.GLORO_KEEP_PICTURES === undefined
    ? join(extensionFolder, ".vscode-test", "pictures")
    : join(extensionFolder, "media");

/**
 * A test for each theme, which saves a picture of the window in it.
 * @param check what must hold in the theme; fails by throwing.
 */
export function inEveryTheme(
  name: string,
  open: () => OpenWindow,
  check: (theme: Theme) => Promise<void> = () => Promise.resolve(),
): void {
  for (const [suffix, theme] of Object.entries(themes)) {
    it(`can be seen in the theme ${theme.name}`, async () => {
      const { workbench, workspace } = open();
      workspace.set({ "workbench.colorTheme": theme.name });
      await workbench.inTheme(theme);
      await check(theme);
      await workbench.savePicture(join(pictures, `${name}-${suffix}.png`));
    });
  }
}
