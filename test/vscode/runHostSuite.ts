import { format } from "node:util";
import { bundleHostSuite, hostSuite } from "./bundleHostSuite.js";
import { reportMark } from "./reportMark.js";
import type { VSCodeFixture } from "./vscodeFixture.js";
import { workbenchUrl } from "./workbenchUrl.js";

/** How the suite in the extension host ended. */
export interface HostSuiteResult {
  /** 0 where every test passed. */
  readonly exitCode: number;
  /** The tests' report; where they did not begin, all that VS Code wrote to its console. */
  readonly report: string;
}

/** Runs tests, or other modules beside an `index.ts`, in the extension host of a window on `workspace`. */
export async function runHostSuite(
  { server, browser }: VSCodeFixture,
  workspace: string,
  modules: readonly string[] = hostSuite,
): Promise<HostSuiteResult> {
  const tests = await bundleHostSuite(modules);
  const page = await browser.newPage();
  const lines: string[] = [];
  try {
    await page.exposeFunction("codeAutomationLog", (_level: string, message: unknown[]) => {
      lines.push(format(...message));
    });
    const exited = new Promise<number>((resolve, reject) => {
      void page.exposeFunction("codeAutomationExit", resolve);
      page.once("crash", () => {
        reject(new Error("The window crashed."));
      });
    });
    await page.goto(workbenchUrl(server.authority, { workspace, tests }));
    const exitCode = await exited;
    const report = lines.filter((line) => line.startsWith(reportMark));
    const shown = report.length > 0 ? report.map((line) => line.slice(reportMark.length)) : lines;
    return { exitCode, report: shown.join("\n") };
  } finally {
    await page.close();
  }
}
