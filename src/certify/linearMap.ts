/** A linear map W from `inputs` to `outputs` numbers, without its matrix. */
export interface LinearMap {
  readonly inputs: number;
  readonly outputs: number;
  /** `W·x`: `inputs` numbers to `outputs`. */
  apply(x: Float64Array): Float64Array;
  /** `Wᵀ·y`: `outputs` numbers to `inputs`. */
  applyTransposed(y: Float64Array): Float64Array;
}
