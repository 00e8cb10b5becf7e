import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { entry } from "../entry.js";
import type { Optimizer } from "./optimizer.js";
import { perParameter } from "./perParameter.js";

/** How lookahead pulls the parameters back; the defaults are those of timm. */
export interface LookaheadOptions {
  /** α, the share of the way from the slow weights to the fast ones; default 0.5. */
  readonly slowStep?: number;
  /** k, the steps from one pull to the next; default 6. */
  readonly syncPeriod?: number;
}

const slowWeights = "lookahead/slow";

/**
 * Lookahead (Zhang et al. 2019) as in timm: `inner` moves the parameters, and after every k-th step
 * slow ← slow + α·(parameters − slow), parameters ← slow. The slow weights begin as the parameters are
 * after step k, so that nothing moves then.
 */
export function lookahead(
  inner: Optimizer,
  { slowStep = 0.5, syncPeriod = 6 }: LookaheadOptions,
): Optimizer {
  const pull = perParameter({
    slotKinds: [slowWeights],
    prepare({ step }) {
      const due = isMultiple(step, syncPeriod);
      const isFirst = tf.cast(tf.equal(step, syncPeriod), "float32");
      // From slow weights of 0 a whole way leads to the parameters, exactly.
      const share = tf.add(slowStep, tf.mul(isFirst, 1 - slowStep));
      const way = tf.mul(tf.cast(due, "float32"), share);
      return {
        update(parameter, _, slots) {
          const before = entry(slots, slowWeights);
          const slow = tf.add(before, tf.mul(tf.sub(parameter, before), way));
          return {
            parameter: tf.where(due, slow, parameter),
            slots: { [slowWeights]: slow },
          };
        },
      };
    },
  });
  return {
    slots: (parameters) => ({ ...inner.slots(parameters), ...pull.slots(parameters) }),
    initialSlots: (parameters) => ({
      ...inner.initialSlots(parameters),
      ...pull.initialSlots(parameters),
    }),
    apply(parameters, gradients, slots, scalars) {
      const fast = inner.apply(parameters, gradients, slots, scalars);
      const pulled = pull.apply(fast.parameters, gradients, slots, scalars);
      return { parameters: pulled.parameters, slots: { ...fast.slots, ...pulled.slots } };
    },
  };
}

/** Whether `step`, a float32 scalar, is a multiple of `period`: a bool scalar. */
function isMultiple(step: Tensor, period: number): Tensor {
  // The quotient may be off by a rounding, so its nearest integer is multiplied back and compared.
  const nearest = tf.cast(tf.cast(tf.add(tf.div(step, period), 0.5), "int32"), "float32");
  return tf.equal(tf.mul(nearest, period), step);
}
