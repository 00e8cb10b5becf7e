import { GloroError } from "../../gloro/errors.js";
import { buildNetwork } from "../../gloro/network.js";
import type { Network, NetworkConfig } from "../../gloro/network.js";
import type { HostTensors } from "../../gloro/program.js";
import { takeWeights } from "../../gloro/keras/index.js";
import type { KerasModel } from "../../formats/keras/kerasModel.js";
import { checkLayers } from "../../runs/checkLayers.js";

/** What a network that Python cannot hold is called in its file: Python's loader says that it knows no such class. */
const className = "GloroForVSCode>Network";

/** A network that Python cannot hold, as a Keras file whose topology is our own description. */
export function ownModel(
  { inputShape, layers, parameters }: Network,
  weights: HostTensors,
): KerasModel {
  const configs = layers.map(({ name, config }) => ({ ...config, name }));
  const custom = layers.find(({ config }) => config.kind === "custom");
  if (custom) {
    throw new GloroError(
      `Layer "${custom.name}" is code of your own, which no file can hold. Keep the module that builds it, and the run's checkpoint.`,
    );
  }
  return {
    topology: { class_name: className, config: { inputShape, layers: configs } },
    layers: layers.map(({ name }) => name),
    weights: Object.entries(parameters).map(([name, { shape }]) => ({
      layer: name.slice(0, name.indexOf("/")),
      name: `${name}:0`,
      shape,
      data: Float32Array.from(weights[name]?.data ?? []),
    })),
  };
}

/** Whether a Keras file holds what `ownModel` writes. */
export function isOwnModel({ topology }: Pick<KerasModel, "topology">): boolean {
  return isRecord(topology) && topology["class_name"] === className;
}

/** The network and weights of what `ownModel` wrote. Throws GloroError for what is none. */
export function readOwnModel({
  topology,
  weights,
}: Pick<KerasModel, "topology" | "weights">): NetworkConfig & { readonly weights: HostTensors } {
  const config = isRecord(topology) ? topology["config"] : undefined;
  const inputShape = isRecord(config) ? config["inputShape"] : undefined;
  if (!isRecord(config) || !isShape(inputShape)) {
    throw new GloroError("its description has no inputShape. Save the network again.");
  }
  const network = { inputShape, layers: checkLayers(config["layers"], "its description") };
  return { ...network, weights: takeWeights(buildNetwork(network), weights) };
}

function isShape(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isInteger(size) && Number(size) > 0);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
