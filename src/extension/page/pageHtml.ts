/** Where the page's parts are, as a webview may load them. */
export interface PageParts {
  /** The id of the element that the script fills. */
  readonly root: string;
  readonly script: string;
  readonly styles: string;
  /** The icon font's style sheet. */
  readonly icons: string;
  /** What the content security policy calls the extension's own files. */
  readonly cspSource: string;
  readonly nonce: string;
  /** What is said until the first message comes. */
  readonly waiting: string;
  /** Of the texts. */
  readonly language: string;
  /** The texts in that language, by the English ones; none where they are shown as they are. */
  readonly texts: Readonly<Record<string, string>> | undefined;
}

/** A webview's page: it loads its own script and styles, and nothing else. */
export function pageHtml(parts: PageParts): string {
  const { root, script, styles, icons, cspSource, nonce, waiting, language, texts } = parts;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>GloRo</title>
  <link rel="modulepreload" nonce="${nonce}" href="${escaped(script)}">
</head>
<body>
  <main id="${escaped(root)}"><p class="waiting">${escaped(waiting)}</p></main>
  ${texts ? `<script type="application/json">${json(texts)}</script>` : ""}
  <!-- VS Code shows the page once it has loaded: its text with its styles, before the script runs. -->
  <link rel="stylesheet" href="${escaped(styles)}">
  <script type="module" nonce="${nonce}">void import(${JSON.stringify(script)});</script>
  <link rel="stylesheet" href="${escaped(icons)}" id="vscode-codicon-stylesheet">
</body>
</html>
`;
}

/** JSON that ends no element. */
function json(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

const entities: Partial<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
