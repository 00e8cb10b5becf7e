import type { Graph } from "../../../src/engine/graph/node.js";
import type { Pairing } from "../../../src/gloro/kernels/minMax.js";
import { graphOf } from "../graphOf.js";
import { f32 } from "../seededTensors.js";

/** MinMax of `x`, and its gradient for `dy`. */
export function minMaxGraph(shape: readonly number[], pairing: Pairing): Graph {
  return graphOf({ x: f32(...shape), dy: f32(...shape) }, (build, { x, dy }) => ({
    y: build.node("minMax", [x], { pairing }),
    dx: build.node("minMaxGradient", [x, dy], { pairing }),
  }));
}
