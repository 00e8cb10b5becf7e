import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FileWork } from "../../../src/extension/page/fileWork.js";
import { temporaryFolder } from "../../runs/temporaryFolder.js";
import { t } from "../exampleRecords.js";

interface Made {
  readonly type: "made";
  readonly of: string;
}

/** A file that reads "first", work that makes something of it, and what was told and released. */
function workOnFile() {
  const file = join(temporaryFolder(), "one.gloronet");
  writeFileSync(file, "first");
  const released: string[] = [];
  const work = new FileWork<Made>(t, ({ message }) => released.push(message.of));
  const told: unknown[] = [];
  work.onDidTell(({ message }) => told.push(message));
  const make = (of: string, meanwhile: () => void = () => undefined) =>
    work.run(file, "Reading", (report) => {
      report("Proving");
      meanwhile();
      return Promise.resolve({ message: { type: "made", of } });
    });
  return { file, work, released, told, make };
}

const activity = (text: string | null) => ({ type: "activity", activity: text });

describe("FileWork", () => {
  it("tells what is done, then what came of it, now and to a report that opens later", async () => {
    const { file, work, told, make } = workOnFile();
    const during: unknown[] = [];
    await make("first", () => during.push(work.isInWork(file), ...work.messages(file)));
    const made = { type: "made", of: "first" };
    assert.deepEqual(told, [activity("Reading"), activity("Proving"), made, activity(null)]);
    assert.deepEqual(during, [true, activity("Proving")]);
    assert.deepEqual(work.messages(file), [made]);
    assert.deepEqual(work.messages(`${file}2`), []);
    assert.equal(work.isInWork(file), false);
  });

  it("keeps the latest of a file, and releases what was before", async () => {
    const { file, work, released, make } = workOnFile();
    await make("first");
    await make("again");
    assert.deepEqual((await work.current(file))?.message.of, "again");
    assert.deepEqual(released, ["first"]);
  });

  for (const [what, change] of [
    [
      "changed",
      (file: string) => {
        writeFileSync(file, "second!");
      },
    ],
    ["gone", rmSync],
  ] as const) {
    it(`forgets what came of a file that has ${what} while nobody looked`, async () => {
      const { file, work, released, make } = workOnFile();
      await make("first");
      change(file);
      assert.equal(await work.current(file), undefined);
      assert.deepEqual(work.messages(file), []);
      assert.deepEqual(released, ["first"]);
    });
  }

  it("keeps nothing of a file that changed during the work, and says so", async () => {
    const { file, work, released, told, make } = workOnFile();
    await assert.rejects(
      make("first", () => {
        writeFileSync(file, "second!");
      }),
      { message: "one.gloronet has changed in the meantime: try again." },
    );
    assert.deepEqual(work.messages(file), []);
    assert.deepEqual(released, ["first"]);
    assert.deepEqual(told.at(-1), activity(null));
  });

  it("keeps what was known where new work fails or comes to nothing", async () => {
    const { file, work, told, make } = workOnFile();
    await make("first");
    const none = await work.run(file, "Reading", () => Promise.resolve(undefined));
    assert.equal(none, undefined);
    const failing = work.run(file, "Reading", () => Promise.reject(new Error("No.")));
    await assert.rejects(failing, { message: "No." });
    assert.equal(work.isInWork(file), false);
    assert.deepEqual(told.at(-1), activity(null));
    assert.equal((await work.current(file))?.message.of, "first");
  });

  it("is settled once nobody works on a file, also where the work fails", async () => {
    const { work, file, make } = workOnFile();
    await work.settled(file);
    const inWork: boolean[] = [];
    const making = make("first");
    await work.settled(file).then(() => inWork.push(work.isInWork(file)));
    await making;
    const failing = work.run(file, "Reading", () => Promise.reject(new Error("No.")));
    const settled = work.settled(file).then(() => inWork.push(work.isInWork(file)));
    await assert.rejects(failing);
    await settled;
    assert.deepEqual(inWork, [false, false]);
  });

  it("tells nothing more to who has left", async () => {
    const { work, told, make } = workOnFile();
    const heard: unknown[] = [];
    const listener = work.onDidTell((one) => heard.push(one));
    listener.dispose();
    await make("first");
    assert.ok(told.length > 0);
    assert.deepEqual(heard, []);
  });
});
