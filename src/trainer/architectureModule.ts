import * as tf from "@tensorflow/tfjs-core";
import { pathToFileURL } from "node:url";
import type { ArchitectureModule } from "../gloro/architectures/architectureModule.js";
import { GloroError } from "../gloro/errors.js";
import type { LayerConfig } from "../gloro/layers/layer.js";
import type { DataSet } from "../data/dataSet.js";
import { checkLayers } from "../runs/checkLayers.js";

/**
 * The layers that a user's module gives for the images and classes of its data. This runs the module.
 *
 * @param path absolute
 * @throws GloroError where the module cannot be loaded, fails, or gives no list of layers
 */
export async function architectureModule(
  path: string,
  { inputShape, classes }: Pick<DataSet, "inputShape" | "classes">,
): Promise<readonly LayerConfig[]> {
  const build = await defaultExport(path);
  if (!isArchitectureModule(build)) {
    throw new GloroError(
      `${path} must export a function by default, which returns a list of layers; its default ` +
        `export is ${build === undefined ? "missing" : `of type ${typeof build}`}.`,
    );
  }
  let layers: unknown;
  try {
    layers = await build({ inputShape, classes, tf });
  } catch (error) {
    throw failure(path, "failed", error);
  }
  return checkLayers(layers, path);
}

async function defaultExport(path: string): Promise<unknown> {
  try {
    const module: unknown = await import(pathToFileURL(path).href);
    return typeof module === "object" && module !== null && "default" in module
      ? module.default
      : undefined;
  } catch (error) {
    throw failure(path, "could not be loaded", error);
  }
}

/** A function is all that can be seen from outside; what it returns is checked. */
function isArchitectureModule(value: unknown): value is ArchitectureModule {
  return typeof value === "function";
}

function failure(path: string, what: string, error: unknown): GloroError {
  const reason = error instanceof Error ? error.message : String(error);
  return new GloroError(`The architecture module ${path} ${what}: ${reason}`, { cause: error });
}
