import type { Browser } from "playwright-core";
import { findChromium, launchChromium } from "./chromium.js";
import { installVSCode } from "./installVSCode.js";
import type { VSCodeInstallation } from "./installVSCode.js";
import { NoVSCodeError } from "./noVSCodeError.js";
import { startVSCodeServer } from "./vscodeServer.js";
import type { VSCodeServer } from "./vscodeServer.js";

/** A VS Code server and a browser to open its windows with. */
export interface VSCodeFixture {
  readonly installation: VSCodeInstallation;
  readonly server: VSCodeServer;
  readonly browser: Browser;
}

let started: VSCodeFixture | undefined;

/** The server and the browser that all test files of this process share. */
export function vscodeFixture(): VSCodeFixture {
  if (!started) throw new Error("No test has begun yet.");
  return started;
}

// Hooks of the whole run, because they stand outside of every `describe`.
before("a real VS Code", async function () {
  // The installation, the first time, waits for the network.
  this.timeout(0);
  try {
    const [installation, chromium] = [await installVSCode(), await findChromium()];
    const server = await startVSCodeServer(installation);
    started = { installation, server, browser: await launchChromium(chromium) };
  } catch (error) {
    if (!(error instanceof NoVSCodeError) || process.env.CI === "true") throw error;
    const [reason] = error.message.split("\n");
    console.error(`\n      Skipped the tests in VS Code: ${reason}\n`);
    this.skip();
  }
});

after(async () => {
  await started?.browser.close();
  await started?.server.dispose();
});
