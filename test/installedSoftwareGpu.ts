// `npm test`: installs a GPU in software, with which the WebGPU engine is tested, where it can.
import { hasSoftwareGpu } from "./engine/softwareGpu.js";
import { installDebianPackages } from "./vscode/debianPackages.js";

if (!hasSoftwareGpu)
  try {
    await installDebianPackages(["chromium", "libvulkan1"]);
  } catch (error) {
    console.log(`Skipped: tests of the WebGPU engine. ${(error as Error).message}`);
  }
