import { z } from "zod";
import type { LayerConfig, LayerKind } from "../../gloro/layers/layer.js";
import { mustBe, mustBeOneOf, mustHaveOneOf } from "../mustBe.js";
import { count } from "./numbers.js";
import { strictObject } from "./strictObject.js";
import { text } from "./text.js";

const aSize = mustBe("a whole number from 1 on, or a pair [height, width] of them");
const size = z.union([count, z.tuple([count, count], aSize)], aSize);
const useBias = z.boolean(mustBe("true or false")).exactOptional();
const aListOfNames = mustBe("a list of names of layers before this one, or input");
const branches = z.array(text("the name of a layer"), aListOfNames).min(2, aListOfNames);

const placement = {
  name: text("a text").exactOptional().describe("The layer's name. Default: conv2d_1, …"),
  inputs: z
    .tuple([text("the name of a layer")], aListOfNames)
    .exactOptional()
    .describe("The layer whose output it takes; input is the image. Default: the layer before."),
};
const joined = {
  name: placement.name,
  inputs: branches.describe("The layers that it joins; input is the image."),
};

const paddings = ["same", "valid"] as const;
const pairings = ["adjacent", "halves"] as const;

const layerSchemas = {
  conv2d: strictObject({
    kind: z.literal("conv2d"),
    ...placement,
    filters: count,
    kernelSize: size,
    strides: size.exactOptional().describe("Default: 1."),
    padding: z.enum(paddings, mustBeOneOf(paddings)).exactOptional().describe("Default: valid."),
    useBias: useBias.describe("Default: true."),
  }),
  dense: strictObject({
    kind: z.literal("dense"),
    ...placement,
    units: count,
    useBias: useBias.describe("Default: true."),
    unitColumns: z
      .boolean(mustBe("true or false"))
      .exactOptional()
      .describe("Whether the kernel's columns are scaled to norm 1 (last-layer normalisation)."),
  }),
  minMax: strictObject({
    kind: z.literal("minMax"),
    ...placement,
    pairing: z
      .enum(pairings, mustBeOneOf(pairings))
      .exactOptional()
      .describe("Which entries are sorted as a pair. Default: adjacent."),
  }),
  relu: strictObject({ kind: z.literal("relu"), ...placement }),
  flatten: strictObject({ kind: z.literal("flatten"), ...placement }),
  add: strictObject({ kind: z.literal("add"), ...joined }),
  concatenate: strictObject({ kind: z.literal("concatenate"), ...joined }),
} satisfies { [K in Exclude<LayerKind, "custom">]: z.ZodType<LayerConfig<K>> };

const kinds = Object.keys(layerSchemas);
const { conv2d, dense, minMax, relu, flatten, add, concatenate } = layerSchemas;

/** The layers that need no settings, so that their kind is enough. */
const bareKinds = ["minMax", "relu", "flatten"] as const satisfies readonly LayerKind[];

/** One layer of a config: an object with its kind and settings, or a kind alone. */
export const layerSchema = z.union(
  [
    z.enum(bareKinds).transform((kind) => ({ kind })),
    z.discriminatedUnion(
      "kind",
      [conv2d, dense, minMax, relu, flatten, add, concatenate],
      mustHaveOneOf("kind", kinds),
    ),
  ],
  mustBeOneOf(bareKinds, ", or an object with kind"),
);
