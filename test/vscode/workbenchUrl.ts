import { fileURLToPath } from "node:url";

/** The repository's root, where package.json says what the extension is. */
export const extensionFolder = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** What a window shows. */
export interface WindowContents {
  readonly workspace: string;
  /** A module with a function `run`, which the extension host runs in place of a user. */
  readonly tests?: string;
  /** Only the extensions that the server has installed, instead of the one of this repository. */
  readonly installedOnly?: boolean;
}

/** The address at which the server gives a window with the extension. */
export function workbenchUrl(
  authority: string,
  { workspace, tests, installedOnly = false }: WindowContents,
): string {
  const remote = (path: string) => `vscode-remote://${authority}${path}`;
  const payload = [
    ...(installedOnly ? [] : [["extensionDevelopmentPath", remote(extensionFolder)]]),
    ["skipWelcome", "true"],
    ...(tests === undefined ? [] : [["extensionTestsPath", remote(tests)]]),
  ];
  const query = new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) });
  return `http://${authority}/?${query.toString()}`;
}
