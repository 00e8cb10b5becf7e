import * as ort from "onnxruntime-node";
import { ModelWriter } from "../../formats/onnx/modelWriter.js";
import { GloroError } from "../../gloro/errors.js";
import { vulkanDrivers } from "./graphicsCards.js";

/** Throws GloroError where WebGPU finds no GPU, with what to do. */
export async function checkGpu(): Promise<void> {
  // Without a driver Dawn would write a warning of its own to the terminal.
  if (process.platform === "linux" && vulkanDrivers().length === 0)
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
