import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { InstallOptions } from "./install.js";
import { findPackageManager } from "./packageManager.js";
import type { PackageManager } from "./packageManager.js";
import type { Platform } from "./platform.js";
import { sizeOfFolder } from "./sizeOfFolder.js";
import { unpackWheel } from "./unpackWheel.js";

/** The release of TensorFlow that is installed: its library serves every Python and every Node. */
const release = "2.21.0";

/** How often the size of a download is told, in milliseconds. */
const tick = 1000;

/**
 * Downloads TensorFlow's wheel, and those that its extra `and-cuda` names, with the user's own pip or
 * uv. Returns the wheels, or the folder that uv unpacked them to.
 */
export async function fetchPackages(
  folder: string,
  platform: Platform,
  { cuda = false, onProgress = () => undefined, signal }: InstallOptions,
): Promise<string[]> {
  const manager = await findPackageManager();
  const fetch = (requirement: string): Promise<string> =>
    told(manager, requirement, folder, onProgress, () =>
      manager.fetch(requirement, { folder, platform, signal }),
    );
  const name = cuda ? (platform.cudaPackage ?? platform.cpuPackage) : platform.cpuPackage;
  const fetched = new Set([await fetch(`${name}==${release}`)]);
  if (cuda)
    for (const requirement of await cudaRequirements([...fetched][0] ?? "", name))
      fetched.add(await fetch(requirement));
  return [...fetched];
}

/** The requirements of the extra `and-cuda`, from the metadata of TensorFlow's wheel. */
async function cudaRequirements(fetched: string, name: string): Promise<string[]> {
  const metadata = await metadataOf(fetched, name);
  return metadata.split("\n").flatMap((line) => {
    const requirement = /^Requires-Dist:\s*(.+?)\s*;\s*extra\s*==\s*["']and-cuda["']/.exec(
      line,
    )?.[1];
    return requirement === undefined ? [] : [requirement.replace(/[\s()]/g, "")];
  });
}

async function metadataOf(fetched: string, name: string): Promise<string> {
  const member = `${name.replaceAll("-", "_")}-${release}.dist-info/METADATA`;
  if ((await stat(fetched)).isDirectory()) return readFile(join(fetched, member), "utf8");
  const folder = `${fetched}.metadata`;
  await unpackWheel(fetched, folder, (each) => each === member);
  return readFile(join(folder, member), "utf8");
}

/** Tells every second how much `folder` has grown while a package is fetched. */
async function told<T>(
  manager: PackageManager,
  requirement: string,
  folder: string,
  onProgress: (doing: string) => void,
  fetch: () => Promise<T>,
): Promise<T> {
  const doing = `Downloading ${requirement} with ${manager.name}`;
  onProgress(doing);
  const ended = new AbortController();
  const telling = (async () => {
    for (;;) {
      await wait(tick, undefined, { signal: ended.signal });
      onProgress(`${doing}: ${Math.round((await sizeOfFolder(folder)) / 1e6)} MB`);
    }
  })().catch(() => undefined);
  try {
    return await fetch();
  } finally {
    ended.abort();
    await telling;
  }
}
