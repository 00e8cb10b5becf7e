import axe from "axe-core";
import type { AxeResults } from "axe-core";
import type { Frame } from "playwright-core";

/** What axe-core finds in a page that keeps somebody from using it, a line each. */
export async function seriousFindings(frame: Frame): Promise<string[]> {
  await frame.evaluate(`${axe.source}; undefined`);
  const { violations } = await frame.evaluate<AxeResults>("axe.run(document)");
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary = "" }) => `${id}: ${help}\n${html}\n${failureSummary}`),
    );
}
