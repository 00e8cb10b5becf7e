import type { Tensor } from "@tensorflow/tfjs-core";
import { entry } from "../entry.js";
import type { HostTensor, Tensors, TensorSpec, TensorSpecs } from "../program.js";
import type { Optimizer, ParameterStep, StepScalars } from "./optimizer.js";

/** The update of one parameter. */
export type Update = (parameter: Tensor, gradient: Tensor, slots: Tensors) => ParameterStep;

/** A rule that treats every parameter alike. */
export interface Rule {
  /** Each parameter has one slot of its own shape for every name here: `adam/m`. */
  readonly slotKinds: readonly string[];
  /** Scalar slots that all parameters share, by name. */
  readonly sharedSlots?: readonly string[];
  /** Computes once a step what all updates share. `shared` has the shared slots. */
  readonly prepare: (scalars: StepScalars, shared: Tensors) => Prepared;
}

/** A step that is ready to be applied to each parameter. */
export interface Prepared {
  readonly update: Update;
  /** The next values of the shared slots. */
  readonly shared?: Tensors;
}

/** The optimizer that applies a rule to every parameter; new slots are zeros. */
export function perParameter({ slotKinds, sharedSlots = [], prepare }: Rule): Optimizer {
  const slots = (parameters: TensorSpecs): TensorSpecs => {
    const own = slotKinds.flatMap((kind) =>
      Object.entries(parameters).map(([name, { shape }]): [string, TensorSpec] => [
        `${kind}/${name}`,
        { shape, dtype: "float32" },
      ]),
    );
    const shared = sharedSlots.map((name): [string, TensorSpec] => [
      name,
      { shape: [], dtype: "float32" },
    ]);
    return Object.fromEntries([...own, ...shared]);
  };

  return {
    slots,
    initialSlots: (parameters) => zeros(slots(parameters)),
    apply(parameters, gradients, slots, scalars) {
      const before = Object.fromEntries(sharedSlots.map((name) => [name, entry(slots, name)]));
      const { update, shared = {} } = prepare(scalars, before);
      const nextParameters: Record<string, Tensor> = {};
      const nextSlots: Record<string, Tensor> = { ...shared };
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

function zeros(specs: TensorSpecs): Readonly<Record<string, HostTensor>> {
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]): [string, HostTensor] => {
      const count = spec.shape.reduce((product, size) => product * size, 1);
      return [name, { ...spec, data: new Float32Array(count) }];
    }),
  );
}
