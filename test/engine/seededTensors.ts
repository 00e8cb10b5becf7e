import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import { normal } from "../../src/gloro/initialisers/normal.js";
import type { HostTensor, HostTensors, TensorSpec, TensorSpecs } from "../../src/gloro/program.js";
import { sizeOf } from "../../src/engine/graph/node.js";

/** The specification of a float32 tensor. */
export function f32(...shape: number[]): TensorSpec {
  return { shape, dtype: "float32" };
}

/** A float32 tensor in host memory. */
export function floats(shape: readonly number[], values: Iterable<number>): HostTensor {
  return { shape, dtype: "float32", data: Float32Array.from(values) };
}

/** Values for every specification, the same for the same seed: normal floats, integers 0 to 2, mixed bools. */
export function seededTensors(specs: TensorSpecs, seed: number): HostTensors {
  const random = mersenne(seed);
  const dataOf = ({ shape, dtype }: TensorSpec): HostTensor["data"] => {
    const count = sizeOf(shape);
    const whole = (most: number) =>
      Array.from({ length: count }, () => uniformInt(random, 0, most));
    switch (dtype) {
      case "float32":
        return Float32Array.from(normal(count, random));
      case "int32":
        return Int32Array.from(whole(2));
      case "bool":
        return Uint8Array.from(whole(1));
    }
  };
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, { ...spec, data: dataOf(spec) }]),
  );
}
