/** A layer's config as Keras 2.15 writes it: what JSON can hold, keys in Python's spelling. */
export type KerasConfig = Readonly<Record<string, unknown>>;

export const channelsLast: KerasConfig = { data_format: "channels_last" };

/** What Keras writes of a layer with a kernel besides its sizes; a bias is the default. */
export function affineConfig(useBias = true): KerasConfig {
  return {
    activation: "linear",
    use_bias: useBias,
    kernel_initializer: initialiser("Orthogonal", { gain: 1, seed: null }),
    bias_initializer: initialiser("Zeros", {}),
    kernel_regularizer: null,
    bias_regularizer: null,
    activity_regularizer: null,
    kernel_constraint: null,
    bias_constraint: null,
  };
}

function initialiser(className: string, config: KerasConfig): KerasConfig {
  return { module: "keras.initializers", class_name: className, config, registered_name: null };
}

/**
 * A number that JSON writes with a fraction: from `1` Python would make a variable of integers. A whole
 * number becomes the next double, which float32 rounds back.
 */
export function writtenFloat(value: number): number {
  if (!Number.isInteger(value)) return value;
  return value === 0 ? Number.MIN_VALUE : value * (1 + Number.EPSILON);
}
