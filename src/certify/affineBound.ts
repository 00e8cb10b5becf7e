import { addUp, exactly, multiplyUp, type UpperBound } from "./upperBound.js";

/** An upper bound that grows with something: `slope · ρ + constant` for every ρ from 0 on. */
export interface AffineBound {
  readonly slope: UpperBound;
  readonly constant: UpperBound;
}

/** A bound that does not grow. */
export function constantly(constant: UpperBound): AffineBound {
  return { slope: exactly(0), constant };
}

export function addAffine(a: AffineBound, b: AffineBound): AffineBound {
  return { slope: addUp(a.slope, b.slope), constant: addUp(a.constant, b.constant) };
}

export function scaleAffine(a: AffineBound, factor: UpperBound): AffineBound {
  return { slope: multiplyUp(a.slope, factor), constant: multiplyUp(a.constant, factor) };
}

/** Its value at ρ. */
export function affineAt({ slope, constant }: AffineBound, rho: UpperBound): UpperBound {
  return addUp(multiplyUp(slope, rho), constant);
}
