import { existsSync } from "node:fs";
import { tmpdir } from "node:os";

/** The driver that Debian's Chromium brings, which computes on the processor. */
const driver = "/usr/lib/chromium/vk_swiftshader_icd.json";
const loaders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"].map(
  (folder) => `${folder}/libvulkan.so.1`,
);

/** Whether WebGPU can be tested without a card: `npm test` installs what it takes where it can. */
export const hasSoftwareGpu = existsSync(driver) && loaders.some((loader) => existsSync(loader));

// The same driver for all, unless a card is asked for: these tests are of what is computed.
const onCard = process.env.GLORO_TEST_CARD === "1";
if (hasSoftwareGpu && !onCard) {
  process.env.VK_ICD_FILENAMES = driver;
  process.env.XDG_RUNTIME_DIR ??= tmpdir();
}

/** Whether tests run WebGPU. */
export const testsWebgpu = onCard || hasSoftwareGpu;
