import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder to open, which its maker removes. */
export interface TemporaryWorkspace {
  readonly folder: string;
  /** Writes a file, and the folders that it is in; gives its path. */
  write(name: string, contents: string | Uint8Array): string;
  /** Writes the workspace's settings; an open window takes them over at once. */
  set(settings: object): void;
  dispose(): void;
}

/** A new, empty folder. */
export function temporaryWorkspace(): TemporaryWorkspace {
  const folder = mkdtempSync(join(tmpdir(), "gloro-workspace-"));
  const write = (name: string, contents: string | Uint8Array) => {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents);
    return file;
  };
  const set = (settings: object) => {
    write(".vscode/settings.json", JSON.stringify(settings));
  };
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
