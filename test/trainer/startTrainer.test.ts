import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FromTrainer } from "../../src/trainer/protocol.js";
import { startTrainer } from "../../src/trainer/startTrainer.js";
import { trainerEntry } from "../../src/trainer/trainerEntry.js";
import type { Trainer } from "../../src/trainer/startTrainer.js";

const fakeTrainer = fileURLToPath(new URL("./fixtures/fakeTrainer.ts", import.meta.url));

describe("startTrainer", () => {
  let folder: string;
  let messages: FromTrainer[];
  let started: Trainer | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gloro-start-"));
    writeFileSync(join(folder, "log.txt"), "a line of an earlier trainer\n");
    messages = [];
    started = undefined;
  });

  afterEach(() => {
    started?.dispose();
    rmSync(folder, { recursive: true, force: true });
    delete process.env["FAKE_TRAINER"];
  });

  async function start(behaviour: string, patience = { asked: 2000, terminated: 2000 }) {
    process.env["FAKE_TRAINER"] = behaviour;
    started = await startTrainer({
      folder,
      attachment: "attached",
      onMessage: (message) => messages.push(message),
      patience,
      entry: { file: fakeTrainer, execArgv: trainerEntry().execArgv },
    });
    return started;
  }

  it("rejects with the last lines of a child that dies before it answers", async () => {
    await assert.rejects(start("crashesAtOnce"), {
      name: "GloroError",
      message:
        "The trainer did not start. The trainer ended unexpectedly with exit code 3. Its last lines:\nfirst line\nthe engine's library is missing",
    });
  });

  it("rejects a child that speaks another version, and ends it", async () => {
    await assert.rejects(start("speaksAnotherVersion"), {
      name: "GloroError",
      message: `The trainer ${fakeTrainer} speaks version 999 of the protocol, this program version 1. Install both anew.`,
    });
    const [ready] = messages;
    assert.ok(ready?.type === "ready");
    assert.throws(() => process.kill(ready.pid, 0), { code: "ESRCH" });
  });

  it("rejects a program that is not there", async () => {
    await assert.rejects(
      startTrainer({
        folder,
        attachment: "attached",
        onMessage: () => undefined,
        entry: { file: join(folder, "nothing.js"), execArgv: [] },
      }),
      /did not start.*Cannot find module/s,
    );
  });

  it("rejects a run whose folder is gone", async () => {
    rmSync(folder, { recursive: true });
    await assert.rejects(start("finishes"), { name: "RunWriteError", code: "ENOENT" });
  });

  it("tells of a crash with its last lines", async () => {
    assert.deepEqual(await (await start("crashesLater")).ending, {
      kind: "failed",
      message: "The trainer ended unexpectedly with exit code 134. Its last lines:\nout of memory",
      defect: true,
    });
  });

  it("tells of a kill", async () => {
    const { ending } = await start("killsItself");
    assert.deepEqual(await ending, { kind: "killed", signal: "SIGKILL" });
  });

  it("hears every message, in order, before the ending", async () => {
    const { ending } = await start("finishes");
    assert.deepEqual(await ending, { kind: "finished" });
    assert.deepEqual(
      messages.map(({ type }) => type),
      ["ready", "ended"],
    );
  });

  it("tells what the trainer said of its failure", async () => {
    const { ending } = await start("fails");
    assert.deepEqual(await ending, {
      kind: "failed",
      message: "The disk is full.",
      defect: false,
    });
  });

  it("asks before it insists", async () => {
    const trainer = await start("stopsWhenAsked");
    trainer.stop("gracefully");
    assert.deepEqual(await trainer.ending, { kind: "stopped" });
  });

  it("ends by SIGTERM a trainer that does not heed", async () => {
    const trainer = await start("endsBySigterm", { asked: 100, terminated: 60_000 });
    trainer.stop("gracefully");
    assert.deepEqual(await trainer.ending, { kind: "killed", signal: "SIGTERM" });
  });

  it("ends by SIGKILL a trainer that heeds nothing", async () => {
    const trainer = await start("hangs", { asked: 100, terminated: 100 });
    trainer.stop("gracefully");
    assert.deepEqual(await trainer.ending, { kind: "killed", signal: "SIGKILL" });
  });

  it("ends it at once where asked to", async () => {
    const trainer = await start("hangs", { asked: 60_000, terminated: 60_000 });
    trainer.stop("now");
    assert.deepEqual(await trainer.ending, { kind: "killed", signal: "SIGKILL" });
  });

  it("ends an attached trainer on dispose, twice if need be", async () => {
    const trainer = await start("hangs");
    trainer.dispose();
    trainer.dispose();
    assert.deepEqual(await trainer.ending, { kind: "killed", signal: "SIGKILL" });
  });
});
