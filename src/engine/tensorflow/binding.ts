import { createRequire } from "node:module";
import { GloroError } from "../../gloro/errors.js";
import type { DType, HostTensor } from "../../gloro/program.js";

/** A tensor of TensorFlow's, by its number. */
export interface TensorHandle {
  readonly id: number;
  readonly shape: readonly number[];
  readonly dtype: number;
}

/** The functions of tfjs-node's compiled binding that are used here (its `tfjs_binding.cc`). */
export interface Binding {
  readonly TF_Version: string;
  /** Whether TensorFlow found a GPU that it can compute on. */
  isUsingGpuDevice(): boolean;
  /** Takes the array's memory: it must not change until the tensor is deleted. */
  createTensor(
    shape: readonly number[],
    dtype: number,
    values: HostTensor["data"],
  ): TensorHandle["id"];
  deleteTensor(id: number): void;
  /** A copy of the tensor's values. */
  tensorDataSync(id: number): HostTensor["data"];
  /** Opens a session on a folder with `saved_model.pb`. */
  loadSavedModel(folder: string, tags: string): number;
  deleteSavedModel(model: number): void;
  /** Names are `node:output`, with commas between them. The caller deletes the tensors that come back. */
  runSavedModel(
    model: number,
    inputs: readonly number[],
    inputNames: string,
    outputNames: string,
  ): TensorHandle[];
}

let loaded: { readonly file: string; readonly binding: Binding } | undefined;

/**
 * Loads the compiled binding, and libtensorflow with it.
 * @throws GloroError where it cannot be loaded, or another one was: a process holds one libtensorflow.
 */
export function loadBinding(file: string): Binding {
  if (loaded && loaded.file !== file)
    throw new GloroError(
      `This process uses TensorFlow from ${loaded.file} already; start another for ${file}.`,
    );
  // Else NVIDIA's libraries round the operands of float32 products to TF32, bounds and evaluations included.
  process.env["NVIDIA_TF32_OVERRIDE"] = "0";
  // 2: errors only. TensorFlow tells at each start how it was compiled.
  process.env["TF_CPP_MIN_LOG_LEVEL"] ??= "2";
  if (!loaded) loaded = { file, binding: requireBinding(file) };
  return loaded.binding;
}

function requireBinding(file: string): Binding {
  try {
    return createRequire(import.meta.url)(file) as Binding;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new GloroError(
      `TensorFlow could not be loaded: ${why}. Run "gloro engine doctor" to see what is wrong.`,
    );
  }
}

/** TensorFlow's element types that programs use. */
export const dtypeOf: ReadonlyMap<number, DType> = new Map([
  [1, "float32"],
  [3, "int32"],
  [10, "bool"],
]);
