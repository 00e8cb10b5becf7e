import { GloroError, ShapeError } from "../errors.js";
import { finiteWeight } from "../keras/takeWeights.js";

/** A tensor as PyTorch saved it. */
export interface TorchTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** The tensors of a PyTorch module, by name. */
export class StateDict {
  constructor(private readonly tensors: Readonly<Record<string, TorchTensor>>) {}

  /**
   * A tensor of `rank` axes. Throws GloroError where it is missing or not finite, ShapeError for another rank.
   */
  get(name: string, rank: number): TorchTensor {
    const tensor = Object.hasOwn(this.tensors, name) ? this.tensors[name] : undefined;
    if (!tensor) {
      throw new GloroError(
        `It holds no "${name}", so it is no LiResNet. Save the state_dict of its GloroNet (checkpoint["backbone"]) with safetensors.torch.save_file.`,
      );
    }
    if (tensor.shape.length !== rank) throw wrongShape(name, tensor.shape, `${rank} axes`);
    finiteWeight(name.slice(0, name.lastIndexOf(".")), name, tensor.data);
    return tensor;
  }

  /** The numbers of a tensor of this shape. Throws as `get`, and ShapeError for another shape. */
  data(name: string, shape: readonly number[]): Float32Array {
    const tensor = this.get(name, shape.length);
    if (tensor.shape.join() === shape.join()) return tensor.data;
    throw wrongShape(name, tensor.shape, `the shape [${shape.join(", ")}]`);
  }
}

function wrongShape(name: string, found: readonly number[], expected: string): ShapeError {
  return new ShapeError(
    `The tensor "${name}" has the shape [${found.join(", ")}], where a LiResNet of these sizes has ${expected}.`,
  );
}
