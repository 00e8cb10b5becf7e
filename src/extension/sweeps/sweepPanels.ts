import type { PageHome } from "../page/openPage.js";
import { SubjectPanels } from "../page/subjectPanels.js";
import type { RunStore } from "../runs/runStore.js";
import { SweepPanel } from "./sweepPanel.js";

/** The open pages of families, one for each id. */
export function sweepPanels(home: PageHome, store: RunStore): SubjectPanels<string> {
  return new SubjectPanels({
    viewType: "gloro.sweep",
    home,
    keyOf: (id) => id,
    saved: savedId,
    show: (panel, id) => new SweepPanel(panel, id, store, home),
  });
}

function savedId(state: unknown): string | undefined {
  if (typeof state !== "object" || state === null || !("id" in state)) return undefined;
  return typeof state.id === "string" ? state.id : undefined;
}
