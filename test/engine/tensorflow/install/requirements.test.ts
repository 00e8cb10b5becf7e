import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { enginesFolder } from "../../../../src/engine/tensorflow/install/installation.js";
import { platformOf } from "../../../../src/engine/tensorflow/install/platform.js";
import {
  checkDriver,
  checkSpace,
  fullDisk,
} from "../../../../src/engine/tensorflow/install/requirements.js";

describe("what the TensorFlow engine requires", () => {
  it("is a driver that is new enough for CUDA 12", () => {
    for (const version of ["525.60.13", "525.60.14", "526", "580.95.05"]) checkDriver(version);
    for (const version of ["525.60.12", "525.60", "470.256.02", "99.0"])
      assert.throws(
        () => {
          checkDriver(version);
        },
        new RegExp(`is version ${version}; CUDA 12 needs 525.60.13 or later`),
      );
  });

  it("is a machine for which there is a library", () => {
    assert.equal(platformOf("linux-arm64").cpuPackage, "tensorflow-cpu");
    assert.throws(
      () => platformOf("win32-x64"),
      /no TensorFlow library for win32-x64, only for linux-x64/,
    );
  });

  it("is room on the disk", async () => {
    await checkSpace(tmpdir(), false);
    // No disk of a test is too small; what was downloaded already is taken off what is needed.
    await assert.rejects(
      checkSpace(tmpdir(), false, -1e15),
      /needs 1000001\.3 GB in .*, where [\d.]+ GB are free\. Make room/,
    );
    const full = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    assert.match(fullDisk(full, "/there")?.message ?? "", /The disk of \/there is full. Make room/);
    assert.equal(fullDisk(new Error("other"), "/there"), undefined);
  });
});

describe("enginesFolder", () => {
  it("is where the user says, or where programs keep their data", () => {
    assert.equal(enginesFolder({ GLORO_ENGINES: "/here", XDG_DATA_HOME: "/data" }), "/here");
    if (process.platform !== "win32")
      assert.equal(enginesFolder({ XDG_DATA_HOME: "/data" }), join("/data", "gloro", "engines"));
  });
});
