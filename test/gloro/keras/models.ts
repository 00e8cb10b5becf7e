/** Keras configs of small models, as `model.to_json()` writes them, with what does not matter left out. */

export interface WrittenLayer {
  class_name: string;
  config: Record<string, unknown>;
  name?: string;
  inbound_nodes?: unknown[];
}

export function kerasLayer(
  className: string,
  name: string,
  options: Record<string, unknown> = {},
  inputs: string[] = [],
): WrittenLayer {
  return {
    class_name: className,
    name,
    config: { name, ...options },
    inbound_nodes: inputs.length === 0 ? [] : [inputs.map((input) => [input, 0, 0, {}])],
  };
}

export function functional(...layers: WrittenLayer[]): Record<string, unknown> {
  return {
    class_name: "Functional",
    config: {
      name: "model",
      layers,
      input_layers: [[layers[0]!.name, 0, 0]],
      output_layers: [[layers.at(-1)!.name, 0, 0]],
    },
  };
}

/** A model of inputs `shape`, the layers given, and a dense layer "head" with the options given. */
export function sequential(
  shape: (number | null)[],
  layers: WrittenLayer[],
  head: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    class_name: "Sequential",
    config: {
      name: "sequential",
      layers: [
        kerasLayer("InputLayer", "in", { batch_input_shape: [null, ...shape] }),
        ...layers,
        kerasLayer("Dense", "head", { units: 3, activation: "linear", ...head }),
      ],
    },
  };
}
