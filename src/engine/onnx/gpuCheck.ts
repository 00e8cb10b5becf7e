import * as ort from "onnxruntime-node";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ModelWriter } from "../../formats/onnx/modelWriter.js";
import { GloroError } from "../../gloro/errors.js";

/** Throws GloroError where WebGPU finds no GPU, with what to do. */
export async function checkGpu(): Promise<void> {
  // Without a driver Dawn would write a warning of its own to the terminal.
  if (process.platform === "linux" && !hasVulkanDriver())
    throw new GloroError(
      "No Vulkan driver is installed, through which WebGPU reaches a GPU on Linux. Install the driver of " +
        "your card, and libvulkan1.",
    );
  try {
    const session = await ort.InferenceSession.create(smallestModel(), {
      executionProviders: ["webgpu"],
    });
    await session.release();
  } catch (error) {
    throw new GloroError(
      "WebGPU found no GPU. Update the driver of your card; on Linux, install libvulkan1 as well.",
      { cause: error },
    );
  }
}

/** Whether a Vulkan driver is announced where the Vulkan loader looks for them. */
function hasVulkanDriver(): boolean {
  const { VK_ICD_FILENAMES, VK_DRIVER_FILES, XDG_DATA_HOME } = process.env;
  if (VK_ICD_FILENAMES ?? VK_DRIVER_FILES) return true;
  const data = XDG_DATA_HOME ?? join(homedir(), ".local", "share");
  return ["/etc", "/usr/local/share", "/usr/share", data]
    .map((folder) => join(folder, "vulkan", "icd.d"))
    .some((folder) => existsSync(folder) && readdirSync(folder).length > 0);
}

function smallestModel(): Uint8Array {
  const model = new ModelWriter();
  model.copy("x", "y");
  const value = { shape: [1], dtype: "float32" } as const;
  return model.encodeModel({
    name: "check",
    inputs: [{ name: "x", ...value }],
    outputs: [{ name: "y", ...value }],
  });
}
