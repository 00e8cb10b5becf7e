import type { Tensor } from "@tensorflow/tfjs-core";

/** Element types that programs use. */
export type DType = "float32" | "int32" | "bool";

/** The static shape and element type of a tensor. */
export interface TensorSpec {
  readonly shape: readonly number[];
  readonly dtype: DType;
}

/** A tensor's values in host memory. */
export interface HostTensor extends TensorSpec {
  readonly data: Float32Array | Int32Array | Uint8Array;
}

/** Shapes and element types by name. */
export type TensorSpecs = Readonly<Record<string, TensorSpec>>;
/** Values in host memory by name. */
export type HostTensors = Readonly<Record<string, HostTensor>>;
/** TF.js tensors by name. */
export type Tensors = Readonly<Record<string, Tensor>>;

/** What one call of a program yields. */
export interface ProgramResult {
  /** The entries of the state that the program replaces. */
  readonly state: Tensors;
  readonly outputs: Tensors;
}

/**
 * A tensor program: a pure function, in TF.js operations, from state and inputs to the next state and
 * outputs. It is called once, by an engine, to be recorded: it may not read a tensor's values, keep
 * tensors between calls, or draw random numbers.
 */
export interface Program {
  readonly name: string;
  /** Tensors that stay on the device between calls. Programs loaded together share equal names. */
  readonly state: TensorSpecs;
  /** Tensors that the caller gives at each call. */
  readonly inputs: TensorSpecs;
  /**
   * How many steps one call takes, from 1. Where it is given, each input of a call is a block, those of all steps in
   * a new leading axis, and each output a block of what the steps gave; every step begins with the state that the one
   * before left. What stands here is of one step.
   */
  readonly steps?: number;
  /** The function: entries of `state` and `inputs` are named as in the specifications above. */
  body(state: Tensors, inputs: Tensors): ProgramResult;
}
