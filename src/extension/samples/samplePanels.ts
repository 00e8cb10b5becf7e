import * as vscode from "vscode";
import type { ModelOnData } from "../inquiries/inquiries.js";
import type { PageHome } from "../page/openPage.js";
import { SubjectPanels } from "../page/subjectPanels.js";
import { showSamples } from "./samplePanel.js";

/** The open explorers of samples, one for each model and data. */
export function samplePanels(home: PageHome): SubjectPanels<ModelOnData> {
  return new SubjectPanels({
    viewType: "gloro.samples",
    home,
    keyOf: ({ file, data }) => JSON.stringify([file, data]),
    // Data that the workspace names is read only where it is trusted.
    saved: (state) => (vscode.workspace.isTrusted ? savedSubject(state) : undefined),
    show: (panel, subject) => {
      showSamples(panel, subject, home);
    },
  });
}

function savedSubject(state: unknown): ModelOnData | undefined {
  if (typeof state !== "object" || state === null) return undefined;
  if (!("file" in state && "data" in state)) return undefined;
  const { file, data } = state;
  return typeof file === "string" && typeof data === "string" ? { file, data } : undefined;
}
