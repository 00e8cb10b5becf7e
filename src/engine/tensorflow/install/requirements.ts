import { readFileSync } from "node:fs";
import { mkdir, statfs } from "node:fs/promises";
import { GloroError } from "../../../gloro/errors.js";

const gigabyte = 1e9;

/** Space for the downloads and what they unpack to, in bytes (TensorFlow 2.21: 0.27 + 0.85 GB; with CUDA 3 + 5). */
const neededSpace = { cpu: 1.3 * gigabyte, cuda: 8.5 * gigabyte };

/** The oldest NVIDIA driver that runs the CUDA 12 libraries. */
const oldestDriver = "525.60.13";

/**
 * @param downloaded bytes that are there already, of a download that broke off
 * @throws GloroError where the disk of `folder`, which is made, lacks space.
 */
export async function checkSpace(folder: string, cuda: boolean, downloaded = 0): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { bavail, bsize } = await statfs(folder);
  const needed = Math.max(0, neededSpace[cuda ? "cuda" : "cpu"] - downloaded);
  if (bavail * bsize < needed)
    throw new GloroError(
      `Installing TensorFlow needs ${inGigabytes(needed)} GB in ${folder}, where ${inGigabytes(bavail * bsize)} GB are free. Make room, or set GLORO_ENGINES to a folder on another disk.`,
    );
}

/** The same sentence where the disk turns out to be full. */
export function fullDisk(error: unknown, folder: string): GloroError | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOSPC" || code === "EDQUOT"
    ? new GloroError(
        `The disk of ${folder} is full. Make room, or set GLORO_ENGINES to a folder on another disk, and run the command again.`,
      )
    : undefined;
}

/** @throws GloroError where there is no NVIDIA driver, or one that is too old for CUDA 12. */
export function checkDriver(version: string | undefined = driverVersion()): void {
  if (version === undefined)
    throw new GloroError(
      `No NVIDIA driver was found, which --cuda needs (version ${oldestDriver} or later). Install it, or leave out --cuda.`,
    );
  if (compareVersions(version, oldestDriver) < 0)
    throw new GloroError(
      `The NVIDIA driver is version ${version}; CUDA 12 needs ${oldestDriver} or later. Update the driver, or leave out --cuda.`,
    );
}

/** The version of the NVIDIA driver that the kernel has loaded. */
export function driverVersion(): string | undefined {
  try {
    const text = readFileSync("/proc/driver/nvidia/version", "utf8");
    return /\b(\d+\.\d+(?:\.\d+)?)\b/.exec(text)?.[1];
  } catch {
    return undefined;
  }
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split(".").map(Number), b.split(".").map(Number)];
  for (let part = 0; part < Math.max(left.length, right.length); part++) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function inGigabytes(bytes: number): string {
  return (bytes / gigabyte).toFixed(1);
}
