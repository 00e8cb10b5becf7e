import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gloro } from "./gloro.js";

describe("gloro engine", () => {
  let folder: string;
  const before = process.env["GLORO_ENGINES"];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gloro-engines-"));
    process.env["GLORO_ENGINES"] = folder;
  });
  afterEach(() => {
    if (before === undefined) delete process.env["GLORO_ENGINES"];
    else process.env["GLORO_ENGINES"] = before;
    rmSync(folder, { recursive: true });
  });

  const installed = join("tensorflow", "installed.json");
  function pretendInstalled(record: string): void {
    mkdirSync(join(folder, "tensorflow"));
    writeFileSync(join(folder, installed), record);
  }

  it("lists what is installed", async () => {
    assert.deepEqual(JSON.parse((await gloro("engine", "list", "--json")).out), []);
    pretendInstalled(`{"version":"2.21.0","cuda":false,"source":"some.whl"}`);
    assert.match(
      (await gloro("engine", "list")).out,
      /^tensorflow {2}2\.21\.0 {2}\S+ {2}from some/,
    );
  });

  it("names a damaged record", async () => {
    pretendInstalled("{}");
    const { code, err } = await gloro("engine", "list");
    assert.equal(code, 1);
    assert.match(err, /installed\.json is damaged\. Run "gloro engine install tensorflow"/);
  });

  it("removes an engine, and says so where there is none", async () => {
    pretendInstalled(`{"version":"2.21.0","cuda":false,"source":"some.whl"}`);
    assert.match((await gloro("engine", "remove", "tensorflow")).out, /^Removed tensorflow\./);
    assert.ok(!existsSync(join(folder, "tensorflow")));
    assert.match((await gloro("engine", "remove", "tensorflow")).out, /is not installed/);
  });

  it("says what is missing: an installation, then its libraries", async () => {
    const none = await gloro("engine", "doctor", "--json");
    assert.equal(none.code, 1);
    const findings = JSON.parse(none.out) as { check: string; ok: boolean; found: string }[];
    assert.match(findings.at(-1)!.found, /is not installed. Run "gloro engine install tensorflow"/);
    pretendInstalled(`{"version":"2.21.0","cuda":false,"source":"some.whl"}`);
    const { out } = await gloro("engine", "doctor");
    assert.match(out, /✗ libraries: .*libtensorflow.* is missing/);
  });

  it("leaves nothing behind of a source that is none", async () => {
    const { code, err } = await gloro("engine", "install", "tensorflow", "--from", "no-such.whl");
    assert.equal(code, 1);
    assert.match(err, /There is no file or folder .*no-such\.whl/);
    assert.ok(!existsSync(join(folder, "tensorflow")));
    assert.ok(!existsSync(join(folder, "tensorflow.partial")));
  });
});
