import { z } from "zod";
import { mustBe } from "../mustBe.js";
import { layerSchema } from "./layer.js";
import { strictObject } from "./strictObject.js";
import { text } from "./text.js";

const aLayerList = mustBe("a list of layers");

/** A named architecture, or a list of layers. */
export const architectureSchema = z
  .union(
    [
      text("the name of an architecture"),
      strictObject({ layers: z.array(layerSchema, aLayerList).min(1, aLayerList) }),
      strictObject({
        module: text("a path").describe(
          "A module whose default export is a function that returns the layers.",
        ),
      }),
    ],
    mustBe("the name of an architecture, or an object with layers or module"),
  )
  .meta({
    description: "The network: a name, or its layers, of which the last, the head, is dense.",
    examples: [
      "cnn_2C2F",
      {
        layers: [
          { kind: "conv2d", filters: 16, kernelSize: 4, strides: 2, padding: "same" },
          "minMax",
          "flatten",
          { kind: "dense", units: 10 },
        ],
      },
      { module: "./net.mjs" },
    ],
  });

/** `architecture` of a config. */
export type ConfigArchitecture = z.output<typeof architectureSchema>;
