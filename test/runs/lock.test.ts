import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { lock, lockHolder } from "../../src/runs/lock.js";
import { ownIdentity } from "../../src/runs/processIdentity.js";
import { runPaths } from "../../src/runs/runPaths.js";
import { temporaryFolder } from "./temporaryFolder.js";

/** A pid whose process has ended. */
function deadPid(): number {
  return spawnSync(process.execPath, ["-e", ""]).pid;
}

describe("lock", () => {
  it("is held until it is released", () => {
    const folder = temporaryFolder();
    const held = lock(folder);
    assert.equal(lockHolder(folder)?.pid, process.pid);
    assert.throws(() => lock(folder), {
      name: "RunLockedError",
      message: `${runPaths.lock(folder)} is held by process ${process.pid} on ${hostname()}. Stop it first.`,
    });
    held.release();
    assert.equal(lockHolder(folder), undefined);
    const next = lock(folder);
    held.release();
    assert.equal(lockHolder(folder)?.pid, process.pid, "released twice, it frees another's lock");
    next.release();
  });

  it("is refused for a live process", async () => {
    const folder = temporaryFolder();
    const other = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"]);
    try {
      writeFileSync(runPaths.lock(folder), JSON.stringify({ pid: other.pid, host: hostname() }));
      assert.throws(() => lock(folder), new RegExp(`held by process ${other.pid} `));
    } finally {
      const ended = once(other, "exit");
      other.kill("SIGKILL");
      await ended;
    }
    lock(folder).release();
  });

  it("is taken over from a dead process", () => {
    const folder = temporaryFolder();
    writeFileSync(runPaths.lock(folder), JSON.stringify({ pid: deadPid(), host: hostname() }));
    assert.equal(lockHolder(folder), undefined);
    const held = lock(folder);
    assert.deepEqual(JSON.parse(readFileSync(runPaths.lock(folder), "utf8")), ownIdentity());
    assert.equal(existsSync(`${runPaths.lock(folder)}.takeover`), false);
    held.release();
  });

  it("is left while a living process takes it over", () => {
    const folder = temporaryFolder();
    const path = runPaths.lock(folder);
    const stale = JSON.stringify({ pid: deadPid(), host: hostname() });
    writeFileSync(path, stale);
    writeFileSync(`${path}.takeover`, JSON.stringify(ownIdentity()));
    assert.throws(() => lock(folder), { name: "RunLockedError" });
    assert.equal(readFileSync(path, "utf8"), stale);
  });

  it("is taken over where another process got the dead one's pid", function () {
    const { start, ...own } = ownIdentity();
    if (start === undefined) this.skip();
    const folder = temporaryFolder();
    writeFileSync(runPaths.lock(folder), JSON.stringify({ ...own, start: "another time" }));
    lock(folder).release();
  });

  it("is refused for a process of another host, with what to do", () => {
    const folder = temporaryFolder();
    writeFileSync(runPaths.lock(folder), JSON.stringify({ pid: 1, host: "elsewhere" }));
    assert.throws(() => lock(folder), {
      message: `${runPaths.lock(folder)} is held by process 1 on elsewhere. This machine cannot tell whether it lives: if it is gone, delete that file.`,
    });
  });

  it("waits for a lock being made, but not for one left empty", () => {
    const folder = temporaryFolder();
    writeFileSync(runPaths.lock(folder), "");
    assert.throws(() => lock(folder), /is being taken by another process/);
    utimesSync(runPaths.lock(folder), 1000, 1000);
    lock(folder).release();
  });

  it("goes to one of many processes that find it stale", async () => {
    const script = new URL("takeLock.ts", import.meta.url).pathname;
    for (let round = 0; round < 3; round++) {
      const folder = temporaryFolder();
      writeFileSync(runPaths.lock(folder), JSON.stringify({ pid: deadPid(), host: hostname() }));
      const takers = Array.from({ length: 4 }, () =>
        spawn(process.execPath, ["--import", "tsx", script, folder], {
          stdio: ["pipe", "pipe", "inherit"],
        }),
      );
      const answers = await Promise.all(
        takers.map(async ({ stdout }) => String(((await once(stdout, "data")) as unknown[])[0])),
      );
      for (const { stdin } of takers) stdin.end();
      await Promise.all(takers.map((taker) => once(taker, "exit")));
      assert.deepEqual(answers.sort(), ["held", "refused", "refused", "refused"], `round ${round}`);
    }
  });
});
