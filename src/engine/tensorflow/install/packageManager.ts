import { execFile, spawn } from "node:child_process";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { GloroError } from "../../../gloro/errors.js";
import type { Platform } from "./platform.js";

const run = promisify(execFile);

/** The Python whose wheels are fetched. Nothing of it runs: all of a release hold the same library. */
const pythonVersion = "3.12";

/** The user's own downloader of Python packages, with their mirrors, proxies and hashes. */
export interface PackageManager {
  /** How it is called, such as `python3 -m pip`. */
  readonly name: string;
  /**
   * Fetches a package, without those that it depends on, into `folder`; what is there is not fetched
   * again. Returns the wheel, or the folder that it was unpacked to.
   */
  fetch(requirement: string, options: FetchOptions): Promise<string>;
}

/** Where and how to fetch. */
export interface FetchOptions {
  readonly folder: string;
  readonly platform: Platform;
  readonly signal?: AbortSignal | undefined;
}

/** Commands that may be pip, in the order in which they are tried. */
const pips = [["python3", "-m", "pip"], ["pip3"], ["pip"], ["python", "-m", "pip"]] as const;

/** @throws GloroError where neither pip nor uv is on the path. */
export async function findPackageManager(): Promise<PackageManager> {
  for (const command of pips) {
    const version = await answer(command);
    if (version !== undefined) return pip(command, version);
  }
  if ((await answer(["uv"])) !== undefined) return uv;
  throw new GloroError(
    `Neither pip nor uv was found, with one of which TensorFlow is downloaded. Install Python's pip (or uv), or name a downloaded wheel: gloro engine install tensorflow --from FILE.`,
  );
}

async function answer([program = "", ...rest]: readonly string[]): Promise<string | undefined> {
  try {
    return (await run(program, [...rest, "--version"])).stdout;
  } catch {
    return undefined;
  }
}

/** From this version on pip goes on with a download that broke off. */
const resumesFrom = 25.1;

function pip(command: readonly string[], version: string): PackageManager {
  const resumes = Number(/pip (\d+\.\d+)/.exec(version)?.[1] ?? 0) >= resumesFrom;
  return {
    name: command.join(" "),
    fetch: async (requirement, { folder, platform, signal }) => {
      await mkdir(folder, { recursive: true });
      await execute(
        [
          ...command,
          ...["download", "--no-deps", "--only-binary=:all:", "--dest", folder],
          ...["--python-version", pythonVersion, "--implementation", "cp"],
          ...platform.pipPlatforms.flatMap((each) => ["--platform", each]),
          ...["--disable-pip-version-check", "--progress-bar", "off"],
          ...(resumes ? ["--resume-retries", "5"] : []),
          requirement,
        ],
        // pip downloads into its temporary folder: this one is on the disk that was checked for space.
        { folder, signal },
      );
      return wheelOf(folder, requirement);
    },
  };
}

const uv: PackageManager = {
  name: "uv",
  fetch: async (requirement, { folder, platform, signal }) => {
    const target = join(folder, "packages");
    await mkdir(target, { recursive: true });
    await execute(
      [
        ...["uv", "pip", "install", "--no-deps", "--only-binary", ":all:", "--target", target],
        ...["--python-version", pythonVersion, "--python-platform", platform.uvPlatform],
        requirement,
      ],
      { folder, signal },
    );
    return target;
  },
};

/** The wheel of a package: its name is the package's with underscores, then a dash and the version. */
async function wheelOf(folder: string, requirement: string): Promise<string> {
  const name = /^[A-Za-z0-9._-]+/.exec(requirement)?.[0] ?? requirement;
  const start = `${name.replace(/[-.]+/g, "_")}-`.toLowerCase();
  const wheel = (await readdir(folder)).find(
    (file) => file.toLowerCase().startsWith(start) && file.endsWith(".whl"),
  );
  if (wheel === undefined)
    throw new GloroError(`${requirement} was downloaded, but ${folder} holds no wheel of it.`);
  return join(folder, wheel);
}

/** How pip and uv say that there is no way to the index. */
const unreachable =
  /NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|ProxyError|IncompleteRead|Connection (refused|broken|reset)|error resolving DNS/;

const hasGroups = process.platform !== "win32";

async function execute(
  [program = "", ...rest]: readonly string[],
  { folder, signal }: Pick<FetchOptions, "folder" | "signal">,
): Promise<void> {
  signal?.throwIfAborted();
  const child = spawn(program, rest, {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, TMPDIR: folder },
    // A shim such as pyenv's starts the real one as a process of its own: they end as a group.
    detached: hasGroups,
  });
  const end = (): void => {
    if (hasGroups && child.pid !== undefined) process.kill(-child.pid);
    else child.kill();
  };
  signal?.addEventListener("abort", end, { once: true });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  }).finally(() => signal?.removeEventListener("abort", end));
  signal?.throwIfAborted();
  if (code === 0) return;
  const last = errors
    .split("\n")
    .filter((line) => line.startsWith("ERROR") || /\berror\b/i.test(line))
    .at(-1);
  if (/No space left on device/.test(errors))
    throw Object.assign(new Error("No space left on device"), { code: "ENOSPC" });
  if (unreachable.test(errors))
    throw new GloroError(
      `${program} did not reach its package index, or lost it. Look at the connection and the proxy, and run the command again; what was downloaded is kept.`,
    );
  throw new GloroError(
    `${program} could not download TensorFlow: ${last?.replace(/^ERROR:\s*/, "").trim() ?? `it ended with ${code ?? "a signal"}`}. Run the command again; what was downloaded is kept.`,
  );
}
