import * as tf from "@tensorflow/tfjs-core";
import type { Scalar, Tensor } from "@tensorflow/tfjs-core";
import { objectiveOf } from "../attacks/objectives.js";
import type { AttackObjective } from "../attacks/objectives.js";
import { entry } from "../entry.js";
import { forward } from "../forward.js";
import type { Network } from "../network.js";
import { l2Norm, nonZero } from "../norm.js";
import type { Program } from "../program.js";

/** What an attack's step is made for. */
export interface AttackStepOptions {
  readonly network: Network;
  readonly objective: AttackObjective;
  /** N, fixed; the caller pads a short batch and drops the rows. */
  readonly batchSize: number;
  /** Where every entry of an input has to lie, such as `[0, 1]`; default anywhere. */
  readonly range?: readonly [low: number, high: number] | undefined;
}

/**
 * One step of projected gradient ascent in the L2 norm (Madry et al. 2018, arXiv 1706.06083): along the
 * objective's gradient by `stepSizes`, back into the ball around `start`, back into the range. Rounding
 * may leave an input outside its ball by one part in 10⁶.
 *
 * - state: parameters, left alone.
 * - inputs: `start` and `images` `[N, ...inputShape]`, the centres of the balls and where the attack
 *   stands; `radii` and `stepSizes` `[N]`; `top` and `rivals` `[N, m]` float32, 1 for the classes that
 *   have to be overtaken and for those that may do it (see TopOverRivals), and 0 elsewhere.
 * - outputs: `images` `[N, ...inputShape]`, where it goes; `objective` `[N]`, at the images given; and
 *   `slope` `[N]`, the norm of the objective's gradient there: for `margin` with one class in `top` and
 *   one in `rivals` a lower bound of the Lipschitz constant of their margin, up to float32's rounding.
 */
export function attackStep({ network, objective, batchSize, range }: AttackStepOptions): Program {
  const images = { shape: [batchSize, ...network.inputShape], dtype: "float32" } as const;
  const perExample = { shape: [batchSize], dtype: "float32" } as const;
  const perClass = { shape: [batchSize, network.classes], dtype: "float32" } as const;
  return {
    name: "attackStep",
    state: network.parameters,
    inputs: {
      start: images,
      images,
      radii: perExample,
      stepSizes: perExample,
      top: perClass,
      rivals: perClass,
    },
    body(state, inputs) {
      const classes = {
        top: tf.cast(entry(inputs, "top"), "bool"),
        rivals: tf.cast(entry(inputs, "rivals"), "bool"),
      };
      const outputs: Record<string, Tensor> = {};
      const total = (x: Tensor): Scalar => {
        const values = objectiveOf[objective](forward(network, state, x), classes);
        // The tape frees what this function made, so the output is kept; the engine frees it.
        outputs["objective"] = tf.keep(values);
        return tf.sum(values);
      };
      const flat = (x: Tensor) => tf.reshape(x, [batchSize, -1]);
      const column = (name: string) => tf.expandDims(entry(inputs, name), 1);

      const x = entry(inputs, "images");
      const gradient = flat(tf.grad(total)(x));
      const slope = l2Norm(gradient, 1);
      const length = tf.div(column("stepSizes"), tf.expandDims(nonZero(slope), 1));
      const start = flat(entry(inputs, "start"));
      const offset = tf.sub(tf.add(flat(x), tf.mul(gradient, length)), start);
      const distance = tf.expandDims(nonZero(l2Norm(offset, 1)), 1);
      const inBall = tf.minimum(tf.div(column("radii"), distance), 1);
      const next = tf.add(start, tf.mul(offset, inBall));
      // A start within the range is no farther from what is clipped, so the ball still holds it.
      const inRange = range ? tf.clipByValue(next, ...range) : next;
      return {
        state: {},
        outputs: { ...outputs, images: tf.reshape(inRange, [...images.shape]), slope },
      };
    },
  };
}
