import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The README as the extension's page shows it, which resolves no relative address: pictures come along in the
 * text, and a link to another file of the repository becomes its words.
 */
export function extensionReadme(root: string): string {
  return readFileSync(join(root, "README.md"), "utf8").replace(
    /(!?)\[([^\]]*)\]\((?!https:|#)([^)]+)\)/g,
    (_, isPicture: string, words: string, path: string) =>
      isPicture ? `![${words}](${asData(join(root, path))})` : words,
  );
}

function asData(picture: string): string {
  return `data:image/png;base64,${readFileSync(picture).toString("base64")}`;
}
