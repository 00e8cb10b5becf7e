// Classes for `tf.loadLayersModel`: layers of GloRo Nets that TF.js does not have itself. Copy this file beside
// your model; it needs TF.js alone.
import * as tf from "@tensorflow/tfjs-core";
import { layers } from "@tensorflow/tfjs-layers";
import type { LayerVariable } from "@tensorflow/tfjs-layers";

type Pair = [tf.Tensor, tf.Tensor];
type Images = [count: number, height: number, width: number, channels: number];
type Config = ConstructorParameters<typeof layers.Layer>[0];

function only(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
  const x = Array.isArray(inputs) ? inputs[0] : inputs;
  if (!x) throw new Error("The layer takes one input.");
  return x;
}

/** Sorts pairs of entries: neighbours as (min, max), or halves of the channels as (max, min). */
class MinMax extends layers.Layer {
  static className = "MinMax";
  private readonly pairing: "adjacent" | "halves";
  private readonly absoluteValue: boolean;

  constructor(config: Config & { pairing?: "adjacent" | "halves"; absoluteValue?: boolean }) {
    super(config);
    this.pairing = config.pairing ?? "adjacent";
    this.absoluteValue = config.absoluteValue ?? false;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = only(inputs);
      const sorted = this.pairing === "halves" ? sortHalves(x) : sortNeighbours(x);
      return this.absoluteValue ? tf.abs(sorted) : sorted;
    });
  }

  override getConfig() {
    const { pairing, absoluteValue } = this;
    return { ...super.getConfig(), pairing, absoluteValue };
  }
}

function sortNeighbours(x: tf.Tensor): tf.Tensor {
  const [a, b] = tf.split(tf.reshape(x, [-1, 2]), 2, 1) as Pair;
  return tf.reshape(tf.concat([tf.minimum(a, b), tf.maximum(a, b)], 1), x.shape);
}

function sortHalves(x: tf.Tensor): tf.Tensor {
  const [a, b] = tf.split(x, 2, -1) as Pair;
  return tf.concat([tf.maximum(a, b), tf.minimum(a, b)], -1);
}

/** Each block of pixels as one pixel of all their channels. */
class InvertibleDownsampling extends layers.Layer {
  static className = "InvertibleDownsampling";
  private readonly block: [number, number];

  constructor(config: Config & { poolSize: number | [number, number] }) {
    super(config);
    const { poolSize } = config;
    this.block = typeof poolSize === "number" ? [poolSize, poolSize] : poolSize;
  }

  override computeOutputShape(inputShape: number[]): Images {
    const [count, height, width, channels] = inputShape as Images;
    const [p, q] = this.block;
    return [count, height / p, width / q, p * q * channels];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = only(inputs);
      const [p, q] = this.block;
      const [, rows, columns, channels] = this.computeOutputShape(x.shape);
      const blocks = tf.reshape(x, [-1, rows, p, columns, q, channels / (p * q)]);
      return tf.reshape(tf.transpose(blocks, [0, 1, 3, 2, 4, 5]), [-1, rows, columns, channels]);
    });
  }

  override getConfig() {
    return { ...super.getConfig(), poolSize: this.block };
  }
}

/** A trained factor. */
class Scaling extends layers.Layer {
  static className = "Scaling";

  private alpha: LayerVariable | undefined;

  override build(): void {
    this.alpha = this.addWeight("alpha", [], "float32");
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.mul(only(inputs), this.alpha?.read() ?? 1);
  }
}

/** A trained number added to every entry. */
class Bias extends layers.Layer {
  static className = "Bias";

  private bias: LayerVariable | undefined;

  override build(): void {
    this.bias = this.addWeight("bias", [], "float32");
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.add(only(inputs), this.bias?.read() ?? 0);
  }
}

/** Makes the classes known to TF.js; call it once, before `tf.loadLayersModel`. */
export function registerGloroLayers(): void {
  for (const each of [MinMax, InvertibleDownsampling, Scaling, Bias]) {
    tf.serialization.registerClass(each);
  }
}
