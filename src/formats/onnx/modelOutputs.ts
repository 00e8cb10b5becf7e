import type { Network } from "../../gloro/network.js";
import { largestK } from "../../gloro/relaxations/index.js";
import type { Relaxation } from "../../gloro/relaxations/index.js";
import type { ModelValue } from "./modelWriter.js";

/** A model's size of a batch, which each call chooses. */
export const batch = "N";

/** The outputs of a network's model, described for those who open it. */
export function modelOutputs(
  { classes }: Network,
  relaxation: Relaxation | undefined,
): ModelValue[] {
  const outputs: ModelValue[] = [
    {
      name: "logits",
      shape: [batch, classes],
      dtype: "float32",
      description: "The logits y = f(x).",
    },
    {
      name: "bottom",
      shape: [batch],
      dtype: "float32",
      description: "The logit of ⊥: the prediction is certified at epsilon iff max y is above it.",
    },
    {
      name: "radius",
      shape: [batch],
      dtype: "float32",
      description: "The L2 radius within which the class of the largest logit cannot change.",
    },
    {
      name: "prediction",
      shape: [batch],
      dtype: "int64",
      description: `The class, where certified at epsilon; else ${classes}, which stands for ⊥.`,
    },
  ];
  if (!relaxation) return outputs;
  return [
    ...outputs,
    {
      name: "guarantee",
      shape: [batch, largestK(relaxation)],
      dtype: "bool",
      description: "Column k − 1: whether the k largest logits stay the k largest within epsilon.",
    },
  ];
}
