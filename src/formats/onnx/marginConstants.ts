import type { HostTensor } from "../../gloro/program.js";
import { float32Up } from "./float32Up.js";

/**
 * The margins' Lipschitz constants K_ji = L_sub · ‖W_j − W_i‖, `[m, m]`, 0 on the diagonal (Leino et al.
 * 2021), of the head's kernel W, `[d, m]`: computed in Float64 and rounded up, so that none is below that
 * of these weights and this L_sub.
 */
export function marginConstants(
  { shape, data }: Omit<HostTensor, "dtype">,
  subLipschitz: number,
): HostTensor {
  const [features = 0, classes = 0] = shape;
  const columns = Array.from({ length: classes }, (_, column) =>
    Float64Array.from({ length: features }, (_, row) => data[row * classes + column] ?? 0),
  );
  // Fewer than features + 8 roundings, each of 2^-53 of the result at most; Float32 squares neither
  // overflow a Float64 nor vanish in it.
  const slack = 1 + (features + 8) * 2 ** -52;
  const constants = new Float32Array(classes * classes);
  for (const [j, from] of columns.entries()) {
    for (const [i, to] of columns.slice(0, j).entries()) {
      const constant = float32Up(distance(from, to) * subLipschitz * slack);
      constants[j * classes + i] = constant;
      constants[i * classes + j] = constant;
    }
  }
  return { shape: [classes, classes], dtype: "float32", data: constants };
}

function distance(from: Float64Array, to: Float64Array): number {
  let squares = 0;
  for (let row = 0; row < from.length; row++) squares += ((from[row] ?? 0) - (to[row] ?? 0)) ** 2;
  return Math.sqrt(squares);
}
