import type { KerasModel as Model } from "../../gloro/keras/kerasModel.js";

export type { KerasWeight } from "../../gloro/keras/kerasModel.js";

/** A Keras 2 model as its `.h5` file holds it. What the layers mean is not looked at: a stranger's data. */
export interface KerasModel extends Model {
  /** The names of all layers, also of those without weights, in order. */
  readonly layers: readonly string[];
  readonly kerasVersion?: string;
}
