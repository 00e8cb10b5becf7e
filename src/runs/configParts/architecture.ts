import * as z from "zod";
import { mustBe, mustBeOneOf } from "../mustBe.js";
import { layerSchema } from "./layer.js";
import { count } from "./numbers.js";
import { strictObject } from "./strictObject.js";
import { text } from "./text.js";

const aLayerList = mustBe("a list of layers");
const anArchitecture = text("the name of an architecture");
const activations = ["minMax", "relu"] as const;

const namedSchema = strictObject({
  name: anArchitecture.describe("The architecture, as the text would have it."),
  activation: z
    .enum(activations, mustBeOneOf(activations))
    .exactOptional()
    .describe("Default: minMax."),
  width: count.exactOptional().describe("Channels of the backbone. Default: that of the paper."),
  stemStride: count.exactOptional().describe("Stride of the first convolution. Default: 2."),
  unitColumns: z
    .boolean(mustBe("true or false"))
    .exactOptional()
    .describe("Whether the head's columns are scaled to norm 1 (last-layer normalisation)."),
});

/** A named architecture, alone or with its options, or a list of layers. */
export const architectureSchema = z
  .union(
    [
      anArchitecture,
      namedSchema,
      strictObject({
        layers: z
          .array(layerSchema, aLayerList)
          .min(1, aLayerList)
          .describe("The layers in their order; the last, the head, is dense."),
      }),
      strictObject({
        module: text("a path").describe(
          "A module whose default export is a function that returns the layers.",
        ),
      }),
    ],
    mustBe("the name of an architecture, or an object with name, layers or module"),
  )
  .meta({
    description: "The network: a name, or its layers, of which the last, the head, is dense.",
    examples: [
      "cnn_2C2F",
      { name: "liresnet_C18CC2F", width: 64 },
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
