import { GloroError, ShapeError } from "../../gloro/errors.js";
import { firstNotFinite } from "../../gloro/firstNotFinite.js";
import type { LayerConfig, MapKind, MapLayer } from "../../gloro/layers/layer.js";
import type { HostTensors } from "../../gloro/program.js";
import type { ModelWriter } from "./modelWriter.js";

/** A layer of one input, and where it is written to. */
export interface LayerToWrite<K extends MapKind = MapKind> {
  readonly layer: MapLayer;
  readonly config: LayerConfig<K>;
  /** By name, as the network names its parameters. */
  readonly weights: HostTensors;
  readonly write: ModelWriter;
}

/** A weight in host memory, with its shape checked. */
export interface LayerWeight {
  /** In the network: `conv2d_1/kernel`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/**
 * A weight of a layer: its `kernel`, `bias`, … Throws ShapeError where it is missing or has not the
 * layer's shape, GloroError where it holds a number that is not finite.
 */
export function layerWeight(
  { layer, weights }: Pick<LayerToWrite, "layer" | "weights">,
  part: string,
): LayerWeight {
  const name = `${layer.name}/${part}`;
  const shape = layer.weights.find((weight) => weight.name === name)?.shape ?? [];
  const given = weights[name];
  if (!(given?.data instanceof Float32Array) || given.shape.join() !== shape.join()) {
    const found = given ? `${given.dtype}[${given.shape.join(", ")}]` : "nothing";
    throw new ShapeError(
      `The weight "${name}" must be float32[${shape.join(", ")}], but the weights given have ${found} ` +
        `there. Give all weights of this network.`,
    );
  }
  if (firstNotFinite(given.data) >= 0) {
    throw new GloroError(
      `The weight "${name}" holds a number that is not finite. Go back to a checkpoint from before ` +
        `training diverged.`,
    );
  }
  return { name, shape, data: given.data };
}

/** The name of a weight in the model, written there as it is. */
export function writeWeight(place: LayerToWrite, part: string): string {
  const { name, shape, data } = layerWeight(place, part);
  return place.write.tensor({ shape, dtype: "float32", data }, name);
}
