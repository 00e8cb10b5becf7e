import * as vscode from "vscode";
import type { Explanation } from "./explainConfig.js";
import type { PlotInks } from "./schedulePlot.js";

const onLight: PlotInks = { text: "#3b3b3b", curve: "#0060b0", reference: "#8a5a00" };
const onDark: PlotInks = { text: "#cccccc", curve: "#4daafc", reference: "#d7ba7d" };

const inks: { readonly [K in vscode.ColorThemeKind]: PlotInks } = {
  [vscode.ColorThemeKind.Light]: onLight,
  [vscode.ColorThemeKind.Dark]: onDark,
  [vscode.ColorThemeKind.HighContrast]: onDark,
  [vscode.ColorThemeKind.HighContrastLight]: onLight,
};

/** Explains the values of a config, beside what the schema says of their keys. */
export class ConfigHover implements vscode.HoverProvider {
  constructor(private readonly extensionUri: vscode.Uri) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    // Not in activation's time: it loads the config's schema.
    const [{ explainConfig }, plots] = await Promise.all([
      import("./explainConfig.js"),
      import("./schedulePlot.js"),
    ]);
    const offset = document.offsetAt(position);
    const explained = explainConfig(document.getText(), offset, vscode.l10n.t);
    if (!explained) return undefined;
    const { offset: start, length } = explained.span;
    const range = new vscode.Range(document.positionAt(start), document.positionAt(start + length));
    const { kind } = vscode.window.activeColorTheme;
    const plot = explained.plot && plots.svgAddress(plots.schedulePlot(explained.plot, inks[kind]));
    return new vscode.Hover(this.markdown(explained, plot), range);
  }

  private markdown(
    { sentences, formula, advice, plot, section }: Explanation,
    image: string | undefined,
  ): vscode.MarkdownString {
    const markdown = new vscode.MarkdownString();
    markdown.isTrusted = { enabledCommands: ["markdown.showPreview"] };
    if (plot && image !== undefined) markdown.appendMarkdown(`![${plot.label}](${image})\n\n`);
    markdown.appendMarkdown(`${escaped(sentences.join(" "))}\n\n`);
    if (formula !== undefined) markdown.appendCodeblock(formula, "text");
    if (advice !== undefined) {
      markdown.appendMarkdown(`${escaped(vscode.l10n.t("Try: {0}", advice))}\n\n`);
    }
    const page = vscode.Uri.joinPath(this.extensionUri, "docs", "configuration.md");
    const address = encodeURIComponent(JSON.stringify([page.with({ fragment: section })]));
    markdown.appendMarkdown(
      `[${vscode.l10n.t("More on configs")}](command:markdown.showPreview?${address})`,
    );
    return markdown;
  }
}

/** A text that Markdown leaves as it is. `appendText` makes it one line that cannot be broken. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+\-.!~<>|&]/g, String.raw`\$&`);
}
