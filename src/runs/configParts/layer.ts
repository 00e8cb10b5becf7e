import { z } from "zod";
import type { LayerConfig, LayerKind } from "../../gloro/layers/layer.js";
import { mustBe, mustBeOneOf, mustHaveOneOf } from "../mustBe.js";
import { count } from "./numbers.js";
import { strictObject } from "./strictObject.js";
import { text } from "./text.js";

const aSize = mustBe("a whole number from 1 on, or a pair [height, width] of them");
const size = z.union([count, z.tuple([count, count], aSize)], aSize);
const useBias = z.boolean(mustBe("true or false")).exactOptional();
const name = text("a text").exactOptional().describe("The layer's name. Default: conv2d_1, …");

const paddings = ["same", "valid"] as const;
const pairings = ["adjacent", "halves"] as const;

const layerSchemas = {
  conv2d: strictObject({
    kind: z.literal("conv2d"),
    name,
    filters: count,
    kernelSize: size,
    strides: size.exactOptional().describe("Default: 1."),
    padding: z.enum(paddings, mustBeOneOf(paddings)).exactOptional().describe("Default: valid."),
    useBias: useBias.describe("Default: true."),
  }),
  dense: strictObject({
    kind: z.literal("dense"),
    name,
    units: count,
    useBias: useBias.describe("Default: true."),
  }),
  minMax: strictObject({
    kind: z.literal("minMax"),
    name,
    pairing: z
      .enum(pairings, mustBeOneOf(pairings))
      .exactOptional()
      .describe("Which entries are sorted as a pair. Default: adjacent."),
  }),
  relu: strictObject({ kind: z.literal("relu"), name }),
  flatten: strictObject({ kind: z.literal("flatten"), name }),
} satisfies { [K in LayerKind]: z.ZodType<LayerConfig<K>> };

const kinds = Object.keys(layerSchemas);
const { conv2d, dense, minMax, relu, flatten } = layerSchemas;

/** The layers that need no settings, so that their kind is enough. */
const bareKinds = ["minMax", "relu", "flatten"] as const satisfies readonly LayerKind[];

/** One layer of a config: an object with its kind and settings, or a kind alone. */
export const layerSchema = z.union(
  [
    z.enum(bareKinds).transform((kind) => ({ kind })),
    z.discriminatedUnion(
      "kind",
      [conv2d, dense, minMax, relu, flatten],
      mustHaveOneOf("kind", kinds),
    ),
  ],
  mustBeOneOf(bareKinds, ", or an object with kind"),
);
