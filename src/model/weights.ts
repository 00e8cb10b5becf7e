import { GloroError, ShapeError, UnknownWordError } from "../gloro/errors.js";
import { firstNotFinite } from "../gloro/firstNotFinite.js";
import type { Network } from "../gloro/network.js";
import type { HostTensors } from "../gloro/program.js";

/**
 * Checks weights given for a network, all or some of them. Throws UnknownWordError for a name it does
 * not have, ShapeError for another shape, GloroError for a number that is not finite.
 */
export function checkWeights({ parameters }: Network, weights: HostTensors): void {
  for (const [name, { shape, dtype, data }] of Object.entries(weights)) {
    const expected = parameters[name];
    if (!expected) throw new UnknownWordError("weight", name, Object.keys(parameters));
    if (shape.join() !== expected.shape.join() || dtype !== "float32") {
      throw new ShapeError(
        `The weight "${name}" has shape float32[${expected.shape.join(", ")}], but was given ` +
          `${dtype}[${shape.join(", ")}].`,
      );
    }
    if (firstNotFinite(data) >= 0) {
      throw new GloroError(`The weight "${name}" was given a number that is not finite.`);
    }
  }
}
