import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { command } from "./command.js";
import type { VSCodeInstallation } from "./installVSCode.js";

/** A VS Code server, listening on this machine only. */
export interface VSCodeServer {
  /** `host:port`. */
  readonly authority: string;
  /** Whether the extension is installed in it. */
  readonly hasExtension: boolean;
  /** Where it installs extensions. */
  readonly extensions: string;
  /** What it has written so far. */
  output(): string;
  /** Ends it, and removes its settings, extensions and logs. */
  dispose(): Promise<void>;
}

/** The user's settings: nothing on the screen but VS Code and the extension. */
const quietSettings = {
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "git.enabled": false,
  "security.workspace.trust.startupPrompt": "never",
};

/** The test runner's own options are for Node 20 and for it alone. */
const environment = { ...process.env, NODE_OPTIONS: "" };

export interface VSCodeServerOptions {
  /** A packed extension, to be installed. */
  readonly vsix?: string;
  /** Whether its windows trust no folder until told to; otherwise they trust all. */
  readonly trustsNothing?: boolean;
}

/**
 * Starts a server with no extensions but VS Code's own, and the one that is to be installed.
 * @throws Error with what it wrote, when it ends before it listens.
 */
export async function startVSCodeServer(
  installation: VSCodeInstallation,
  { vsix, trustsNothing = false }: VSCodeServerOptions = {},
): Promise<VSCodeServer> {
  const data = mkdtempSync(join(tmpdir(), "gloro-vscode-server-"));
  const settings = join(data, "server", "data", "User", "settings.json");
  mkdirSync(dirname(settings), { recursive: true });
  writeFileSync(settings, JSON.stringify(quietSettings));
  const extensions = join(data, "extensions");
  const folders = ["--server-data-dir", join(data, "server"), "--extensions-dir", extensions];
  if (vsix !== undefined) {
    const install = ["--install-extension", vsix, "--accept-server-license-terms"];
    await command(installation.node, [installation.server, ...install, ...folders], {
      env: environment,
    });
  }
  const child = spawn(
    installation.node,
    [
      installation.server,
      ...["--host", "127.0.0.1", "--port", "0"],
      ...["--without-connection-token", "--accept-server-license-terms", "--disable-telemetry"],
      ...(trustsNothing ? [] : ["--disable-workspace-trust"]),
      // Without it, a built server ignores the folders of the extension and of its tests.
      "--enable-smoke-test-driver",
      ...folders,
    ],
    { stdio: ["ignore", "pipe", "pipe"], env: environment },
  );
  let output = "";
  const port = new Promise<string>((resolve) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const [, found] = /listening on (\d+)/.exec(output) ?? [];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
  });
  const ended = new Promise<void>((resolve) => {
    child.once("error", (error) => {
      output += error.message;
      resolve();
    });
    child.once("close", () => {
      resolve();
    });
  });
  const listening = await Promise.race([port, ended]);
  if (listening === undefined) {
    throw new Error(`The VS Code server did not start. It wrote:\n${output}`);
  }
  return {
    hasExtension: vsix !== undefined,
    authority: `127.0.0.1:${listening}`,
    extensions,
    output: () => output,
    async dispose() {
      child.kill();
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}
