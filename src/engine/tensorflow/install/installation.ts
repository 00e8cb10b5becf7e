import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { GloroError } from "../../../gloro/errors.js";

/** An engine installed for this user, as `installed.json` in its folder says. */
export interface Installation {
  readonly folder: string;
  /** The version of TensorFlow. */
  readonly version: string;
  /** Whether the CUDA libraries are there too. */
  readonly cuda: boolean;
  /** Where it came from: a package, or a path that the user gave. */
  readonly source: string;
}

const record = z.object({ version: z.string(), cuda: z.boolean(), source: z.string() });

/** The file that says that an installation is whole; it is written last. */
export const recordName = "installed.json";

/** The folder of this user's engines: `GLORO_ENGINES`, or `gloro/engines` where programs keep their data. */
export function enginesFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const { GLORO_ENGINES, XDG_DATA_HOME, LOCALAPPDATA } = environment;
  if (GLORO_ENGINES) return GLORO_ENGINES;
  const data =
    (process.platform === "win32" ? LOCALAPPDATA : XDG_DATA_HOME) ??
    join(homedir(), ".local", "share");
  return join(data, "gloro", "engines");
}

/** Where the TensorFlow engine of this user is, or will be. */
export function tensorflowFolder(): string {
  return join(enginesFolder(), "tensorflow");
}

/** The compiled binding of an installation. It looks for the libraries at `../../deps/lib` from where it lies. */
export function bindingFile(folder: string): string {
  return join(folder, "lib", "napi-v8", "tfjs_binding.node");
}

/** The folder of an installation's libraries. */
export function libraryFolder(folder: string): string {
  return join(folder, "deps", "lib");
}

/** The installed TensorFlow; undefined where there is none, or one that was not finished. */
export function findInstallation(folder: string = tensorflowFolder()): Installation | undefined {
  const file = join(folder, recordName);
  if (!existsSync(file)) return undefined;
  try {
    return { folder, ...record.parse(JSON.parse(readFileSync(file, "utf8"))) };
  } catch {
    throw new GloroError(
      `${file} is damaged. Run "gloro engine install tensorflow" to install the engine anew.`,
    );
  }
}
