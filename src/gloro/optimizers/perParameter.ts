import type { Tensor } from "@tensorflow/tfjs-core";
import { entry } from "../entry.js";
import type { HostTensor, Tensors, TensorSpec, TensorSpecs } from "../program.js";
import type { Optimizer, ParameterStep, StepScalars } from "./optimizer.js";

/** The update of one parameter. */
export type Update = (parameter: Tensor, gradient: Tensor, slots: Tensors) => ParameterStep;

/**
 * An optimizer that treats every parameter alike. Each parameter has one slot of its own shape for
 * every name in `slotKinds` (`adam/m`); `prepare` computes once a step what all updates share.
 */
export function perParameter(
  slotKinds: readonly string[],
  prepare: (scalars: StepScalars) => Update,
): Optimizer {
  const slots = (parameters: TensorSpecs): TensorSpecs =>
    Object.fromEntries(
      slotKinds.flatMap((kind) =>
        Object.entries(parameters).map(([name, { shape }]): [string, TensorSpec] => [
          `${kind}/${name}`,
          { shape, dtype: "float32" },
        ]),
      ),
    );

  return {
    slots,
    initialSlots: (parameters) =>
      Object.fromEntries(
        Object.entries(slots(parameters)).map(([name, spec]): [string, HostTensor] => {
          const count = spec.shape.reduce((product, size) => product * size, 1);
          return [name, { ...spec, data: new Float32Array(count) }];
        }),
      ),
    apply(parameters, gradients, slots, scalars) {
      const update = prepare(scalars);
      const nextParameters: Record<string, Tensor> = {};
      const nextSlots: Record<string, Tensor> = {};
      for (const [name, parameter] of Object.entries(parameters)) {
        const own = Object.fromEntries(
          slotKinds.map((kind) => [kind, entry(slots, `${kind}/${name}`)]),
        );
        const step = update(parameter, entry(gradients, name), own);
        nextParameters[name] = step.parameter;
        for (const kind of slotKinds) nextSlots[`${kind}/${name}`] = entry(step.slots, kind);
      }
      return { parameters: nextParameters, slots: nextSlots };
    },
  };
}
