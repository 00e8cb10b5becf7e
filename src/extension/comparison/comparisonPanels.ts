import { resolve } from "node:path";
import * as vscode from "vscode";
import { GloroError } from "../../gloro/errors.js";
import { SubjectPanels } from "../page/subjectPanels.js";
import { ComparisonPanel } from "./comparisonPanel.js";
import type { ComparisonParts } from "./comparisonPanel.js";
import { comparedFolders } from "./comparedFolders.js";

/** More curves than these nobody tells apart. */
const mostRuns = 24;

/** The open comparisons, one for each set of runs' folders. */
export class ComparisonPanels extends SubjectPanels<readonly string[]> {
  constructor(parts: ComparisonParts) {
    super({
      viewType: "gloro.comparison",
      home: parts.home,
      keyOf: (folders) => [...folders].sort().join("\n"),
      saved: (state) => {
        const folders = comparedFolders(state);
        return folders.length === 0 ? undefined : folders;
      },
      show: (panel, folders) => new ComparisonPanel(panel, folders, parts),
    });
  }

  /** @throws GloroError where they are too few or too many */
  compare(runFolders: readonly string[]): void {
    const folders = [...new Set(runFolders.map((folder) => resolve(folder)))];
    if (folders.length < 2 || folders.length > mostRuns) {
      throw new GloroError(
        vscode.l10n.t(
          "From 2 to {0} runs can be compared, not {1}. Choose others.",
          mostRuns,
          folders.length,
        ),
      );
    }
    this.open(folders);
  }
}
