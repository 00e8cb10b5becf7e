import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder to open, which its maker removes. */
export interface TemporaryWorkspace {
  readonly folder: string;
  /** Writes a file, and the folders that it is in; gives its path. */
  write(name: string, contents: string | Uint8Array): string;
  /** Changes settings, which VS Code takes over at once. */
  set(settings: object): void;
  dispose(): void;
}

/** What every window has: nothing on the screen but VS Code and the extension. */
const quietSettings = {
  "chat.disableAIFeatures": true,
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.tips.enabled": false,
  "git.enabled": false,
};

/** A new folder with the settings given. */
export function temporaryWorkspace(settings: object = {}): TemporaryWorkspace {
  const folder = mkdtempSync(join(tmpdir(), "gloro-workspace-"));
  const write = (name: string, contents: string | Uint8Array) => {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents);
    return file;
  };
  let current = quietSettings;
  const set = (changes: object) => {
    current = { ...current, ...changes };
    write(".vscode/settings.json", JSON.stringify(current));
  };
  set(settings);
  return {
    folder,
    write,
    set,
    dispose: () => {
      // A trainer that a test left may still write for a moment.
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}
