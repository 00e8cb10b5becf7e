import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasGraphicsCard, vulkanDrivers } from "../../../src/engine/onnx/graphicsCards.js";

describe("hasGraphicsCard", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gloro-cards-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** A Linux with a device of each vendor, and these drivers. */
  function onLinux(vendors: readonly string[], drivers: readonly string[], files: string[] = []) {
    mkdirSync(join(folder, "card-without-a-bus"), { recursive: true });
    vendors.forEach((vendor, index) => {
      mkdirSync(join(folder, `card${index}`, "device"), { recursive: true });
      writeFileSync(join(folder, `card${index}`, "device", "vendor"), `${vendor}\n`);
    });
    return hasGraphicsCard("linux", { devices: folder, files, drivers });
  }

  const [amd, amdDriver] = ["0x1002", "/usr/share/vulkan/icd.d/radeon_icd.json"];
  const software = ["/x/lvp_icd.x86_64.json", "/usr/lib/chromium/vk_swiftshader_icd.json"];

  it("holds of a card with its driver", () => {
    assert.ok(onLinux([amd], [...software, amdDriver]));
  });

  it("holds where NVIDIA's driver has made its own device", () => {
    assert.ok(onLinux([], ["/etc/vulkan/icd.d/nvidia_icd.json"], [folder]));
  });

  it("does not hold of a GPU in software, with a card beside it or not", () => {
    assert.ok(!onLinux([], software));
    assert.ok(!onLinux([amd], software));
    assert.ok(!onLinux([amd], []));
  });

  it("does not hold of what a virtual machine draws its screen with, nor without any device", () => {
    assert.ok(!onLinux([], [amdDriver]));
    assert.ok(!onLinux(["0x1af4", "0x15ad"], [amdDriver]));
    assert.ok(
      !hasGraphicsCard("linux", { devices: join(folder, "none"), files: [], drivers: [amdDriver] }),
    );
  });

  it("holds of a Mac, and is not known of Windows", () => {
    assert.ok(hasGraphicsCard("darwin"));
    assert.ok(!hasGraphicsCard("win32"));
  });

  it("finds drivers where the environment names them", () => {
    assert.deepEqual(vulkanDrivers({ VK_ICD_FILENAMES: "/a.json:/b.json" }), [
      "/a.json",
      "/b.json",
    ]);
    mkdirSync(join(folder, "vulkan", "icd.d"), { recursive: true });
    writeFileSync(join(folder, "vulkan", "icd.d", "own.json"), "{}");
    const own = join(folder, "vulkan", "icd.d", "own.json");
    assert.ok(vulkanDrivers({ XDG_DATA_HOME: folder }).includes(own));
  });
});
