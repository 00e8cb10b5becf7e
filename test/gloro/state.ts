import { entry } from "../../src/gloro/entry.js";
import { initialState } from "../../src/gloro/initialise.js";
import { mapEntries } from "../../src/gloro/mapEntries.js";
import type { Network } from "../../src/gloro/network.js";
import type { HostTensor, HostTensors } from "../../src/gloro/program.js";
import { host } from "./eager.js";
import { randomValues, sizeOf } from "./random.js";
import type { Values } from "./layerReference.js";

/** Parameters and iterates with nothing special about them: normal, biases too. */
export function randomState(network: Network, seed: number): HostTensors {
  const parameters = Object.entries(network.parameters).map(
    ([name, { shape }], index): [string, HostTensor] => {
      const values = randomValues(sizeOf(shape), 1000 * seed + index);
      const scale = 1 / Math.sqrt(sizeOf(shape.slice(0, -1)));
      return [
        name,
        host(
          shape,
          values.map((value) => value * scale),
        ),
      ];
    },
  );
  return { ...initialState(network, seed), ...Object.fromEntries(parameters) };
}

/** The parameters alone of such a state. */
export function randomParameters(network: Network, seed: number): HostTensors {
  const state = randomState(network, seed);
  return mapEntries(network.parameters, (_, name) => entry(state, name));
}

/** A state in Float64, for the reference. */
export function float64(state: HostTensors): Values {
  return Object.fromEntries(
    Object.entries(state).map(([name, { data }]) => [name, Float64Array.from(data)]),
  );
}

/** Every parameter and iterate of a state, with one tensor's values replaced. */
export function withValues(
  state: HostTensors,
  name: string,
  values: Iterable<number>,
): HostTensors {
  return { ...state, [name]: host(state[name]!.shape, values) };
}
