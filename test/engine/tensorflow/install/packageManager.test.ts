import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { findPackageManager } from "../../../../src/engine/tensorflow/install/packageManager.js";
import { platformOf } from "../../../../src/engine/tensorflow/install/platform.js";

/** Not a zombie either, which nobody waits for where there is no init. */
function isRunning(pid: number): boolean {
  const { stdout } = spawnSync("/bin/ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return /^[^Z]/.test(stdout.trim());
}

/** Programs by these names on a path of their own. */
describe("findPackageManager", () => {
  let folder: string;
  const path = process.env["PATH"];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gloro-path-"));
    process.env["PATH"] = folder;
  });
  afterEach(() => {
    process.env["PATH"] = path;
    rmSync(folder, { recursive: true });
  });

  function program(name: string, script: string): void {
    writeFileSync(join(folder, name), `#!/bin/sh\necho "$@" >> ${folder}/calls\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  const fetch = async (requirement: string, signal?: AbortSignal): Promise<string> =>
    (await findPackageManager()).fetch(requirement, {
      folder: join(folder, "downloads"),
      platform: platformOf("linux-arm64"),
      signal,
    });

  it("says what to do where there is neither pip nor uv", async () => {
    await assert.rejects(findPackageManager(), /Neither pip nor uv was found.*--from FILE/);
  });

  for (const [version, resumes] of [
    ["23.2.1", false],
    ["25.1", true],
  ] as const)
    it(`downloads a wheel with pip ${version}, ${resumes ? "" : "not "}going on where one broke off`, async () => {
      program(
        "pip3",
        `[ "$1" = --version ] && echo "pip ${version} from /somewhere" && exit
for last; do :; done
: > "$TMPDIR/tensorflow_cpu-2.21.0-cp312-cp312-some.whl"`,
      );
      const wheel = await fetch("tensorflow-cpu==2.21.0");
      assert.equal(wheel, join(folder, "downloads", "tensorflow_cpu-2.21.0-cp312-cp312-some.whl"));
      const calls = readFileSync(join(folder, "calls"), "utf8");
      assert.match(
        calls,
        /^download --no-deps --only-binary=:all: .*--platform manylinux_2_27_aarch64/m,
      );
      assert.equal(calls.includes("--resume-retries"), resumes);
      assert.ok(!/https?:/.test(calls), "names no host");
    });

  it("installs into a folder with uv", async () => {
    program("uv", `[ "$1" = --version ] && echo "uv 0.9.0"; true`);
    assert.equal(await fetch("tensorflow-cpu==2.21.0"), join(folder, "downloads", "packages"));
    const calls = readFileSync(join(folder, "calls"), "utf8");
    assert.match(calls, /--target \S+packages .*--python-platform aarch64-manylinux_2_28/);
  });

  it("ends with all that a shim started, where it is aborted", async () => {
    program(
      "pip3",
      `[ "$1" = --version ] && echo "pip 25.1" && exit
/bin/sleep 60 &
echo $! > ${folder}/started
wait`,
    );
    const abort = new AbortController();
    const fetched = assert.rejects(fetch("tensorflow-cpu==2.21.0", abort.signal), {
      name: "AbortError",
    });
    while (!existsSync(join(folder, "started"))) await setTimeout(10);
    const started = Number(readFileSync(join(folder, "started"), "utf8"));
    abort.abort();
    await fetched;
    while (isRunning(started)) await setTimeout(10);
  });

  it("says where the index is out of reach", async () => {
    program(
      "pip3",
      `[ "$1" = --version ] && echo "pip 25.1" && exit
echo "WARNING: Retrying after connection broken by 'NewConnectionError(...)'" >&2
echo "ERROR: No matching distribution found for tensorflow-cpu==2.21.0" >&2
exit 1`,
    );
    await assert.rejects(fetch("tensorflow-cpu==2.21.0"), /pip3 did not reach its package index/);
  });

  it("says why a download failed", async () => {
    program(
      "pip3",
      `[ "$1" = --version ] && echo "pip 25.1" && exit
echo "WARNING: Retrying" >&2
echo "ERROR: No matching distribution found for tensorflow-cpu==2.21.0" >&2
exit 1`,
    );
    await assert.rejects(
      fetch("tensorflow-cpu==2.21.0"),
      /^GloroError: pip3 could not download TensorFlow: No matching distribution found for tensorflow-cpu==2.21.0. Run the command again/,
    );
  });
});
