import { GloroError } from "../gloro/errors.js";
import { estimate } from "../gloro/lipschitz/index.js";
import type { Estimate } from "../gloro/lipschitz/index.js";

/**
 * An L_sub that comes from elsewhere, such as the `_hardcoded_lc` of a file of the Python library. It may
 * be negative there, the product of a negative scaling; its absolute value is the constant. Throws
 * GloroError for 0 and for what is no finite number, with which every point would be certified, or none.
 */
export function frozenConstant(subLipschitz: number): Estimate {
  if (Number.isFinite(subLipschitz) && subLipschitz !== 0) return estimate(Math.abs(subLipschitz));
  throw new GloroError(
    `The subLipschitz to freeze must be a finite number other than 0, got ${subLipschitz}. Leave it out ` +
      `to freeze what the weights give.`,
  );
}
