import { join } from "node:path";
import { temporaryWorkspace } from "../vscode/temporaryWorkspace.js";
import type { TemporaryWorkspace } from "../vscode/temporaryWorkspace.js";
import { vscodeFixture } from "../vscode/vscodeFixture.js";
import { startVSCodeServer } from "../vscode/vscodeServer.js";
import type { VSCodeServer } from "../vscode/vscodeServer.js";
import { extensionFolder } from "../vscode/workbenchUrl.js";
import { killTrainers } from "./runsOf.js";
import { themes } from "./themes.js";
import { Workbench } from "./workbench.js";

const failures = join(extensionFolder, ".vscode-test", "failures");

export interface WindowOptions {
  /** Fills the workspace before the window opens. */
  readonly prepare?: (workspace: TemporaryWorkspace) => void | Promise<void>;
  /** A server that has the extension installed; without it the window has the one of this repository. */
  readonly installedOn?: () => VSCodeServer;
  /** Whether the window trusts its folder. */
  readonly isTrusted?: boolean;
  /** Undoes what `prepare` did beside writing files, before the workspace is removed. */
  readonly release?: (workspace: TemporaryWorkspace) => void;
}

/** What a test of the window works with. */
export interface OpenWindow {
  readonly workbench: Workbench;
  readonly workspace: TemporaryWorkspace;
}

/**
 * A window that the tests of a `describe` share, closed after the last. Where one fails, a picture of
 * the window and a trace of the test are saved, and their paths printed.
 */
export function windowFixture({
  prepare,
  installedOn,
  release,
  isTrusted = true,
}: WindowOptions = {}): () => OpenWindow {
  let open: OpenWindow | undefined;
  let ownServer: VSCodeServer | undefined;

  before(async () => {
    const workspace = temporaryWorkspace();
    workspace.set({ "workbench.colorTheme": themes.dark.name });
    await prepare?.(workspace);
    if (!isTrusted) {
      ownServer = await startVSCodeServer(vscodeFixture().installation, { trustsNothing: true });
    }
    open = {
      workspace,
      workbench: await Workbench.open(workspace.folder, ownServer ?? installedOn?.()),
    };
  });

  beforeEach(() => open?.workbench.beginTrace());

  afterEach(async function () {
    const { currentTest } = this;
    if (currentTest?.state !== "failed") return open?.workbench.endTrace();
    const name = currentTest.fullTitle().replace(/[^\w]+/g, "-");
    const [picture, trace] = [`${failures}/${name}.png`, `${failures}/${name}.zip`];
    await open?.workbench.savePicture(picture);
    await open?.workbench.endTrace(trace);
    console.error(`      see ${picture}\n      and ${trace}`);
  });

  after(async () => {
    await open?.workbench.close();
    await ownServer?.dispose();
    if (!open) return;
    killTrainers(open.workspace);
    release?.(open.workspace);
    open.workspace.dispose();
  });

  return () => {
    if (!open) throw new Error("The window is not open before the first test.");
    return open;
  };
}
