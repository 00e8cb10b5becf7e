import type { HostTensors, Program } from "../../src/gloro/program.js";
import { floats, seededTensors } from "./seededTensors.js";

/** What a step of a program is given: seeded images and labels, one row that is padding, and scalars. */
export function seededInputs({ inputs }: Program, step: number): HostTensors {
  const { shape } = inputs["weights"] ?? { shape: [0] };
  const scalars: HostTensors = {
    weights: floats(
      shape,
      Array.from({ length: shape[0]! }, (_, row) => (row === 1 ? 0 : 1)),
    ),
    epsilon: floats([], [0.1]),
    lambda: floats([], [1.5]),
    learningRate: floats([], [0.01]),
    step: floats([], [step]),
  };
  const given = { ...seededTensors(inputs, step), ...scalars };
  return Object.fromEntries(Object.keys(inputs).map((name) => [name, given[name]!]));
}
