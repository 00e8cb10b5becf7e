import * as z from "zod";
import type { LayerConfig, LayerKind } from "../../gloro/layers/layer.js";
import { mustBe, mustBeOneOf, mustHaveOneOf } from "../mustBe.js";
import { count } from "./numbers.js";
import { strictObject } from "./strictObject.js";
import { text } from "./text.js";

const aSize = mustBe("a whole number from 1 on, or a pair [height, width] of them");
const size = z.union([count, z.tuple([count, count], aSize)], aSize);
const flag = z.boolean(mustBe("true or false")).exactOptional();
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
const strategies = ["power", "exact"] as const;
const number = z.number(mustBe("a number"));
const aNumberFrom0 = mustBe("a number from 0 on");

const windows = {
  poolSize: size.exactOptional().describe("Default: 2."),
  strides: size.exactOptional().describe("Default: the pool size."),
  padding: z.enum(paddings, mustBeOneOf(paddings)).exactOptional().describe("Default: valid."),
};

const layerSchemas = {
  conv2d: strictObject({
    kind: z.literal("conv2d"),
    ...placement,
    filters: count.describe("Channels of the output."),
    kernelSize: size.describe("Height and width of the kernel."),
    strides: size.exactOptional().describe("Default: 1."),
    padding: z.enum(paddings, mustBeOneOf(paddings)).exactOptional().describe("Default: valid."),
    useBias: flag.describe("Default: true."),
  }),
  dense: strictObject({
    kind: z.literal("dense"),
    ...placement,
    units: count.describe("Outputs; of the head, the classes."),
    useBias: flag.describe("Default: true."),
    unitColumns: flag.describe(
      "Whether the kernel's columns are scaled to norm 1 (last-layer normalisation).",
    ),
    lipschitz: z
      .enum(strategies, mustBeOneOf(strategies))
      .exactOptional()
      .describe("How training takes its norm. Default: power."),
  }),
  averagePooling2d: strictObject({ kind: z.literal("averagePooling2d"), ...placement, ...windows }),
  maxPooling2d: strictObject({ kind: z.literal("maxPooling2d"), ...placement, ...windows }),
  liResNetBlock: strictObject({
    kind: z.literal("liResNetBlock"),
    ...placement,
    kernelSize: size.exactOptional().describe("Default: 3."),
    useBias: flag.describe("Default: true."),
    useAffine: flag.describe("Whether each output channel has a trained factor. Default: true."),
    residualScale: number.exactOptional().describe("Factor of the convolution. Default: 1."),
  }),
  invertibleDownsampling: strictObject({
    kind: z.literal("invertibleDownsampling"),
    ...placement,
    poolSize: size.exactOptional().describe("Default: 2."),
  }),
  scaling: strictObject({
    kind: z.literal("scaling"),
    ...placement,
    initial: number.exactOptional().describe("The factor at the start. Default: 1."),
  }),
  bias: strictObject({
    kind: z.literal("bias"),
    ...placement,
    initial: number.exactOptional().describe("The number at the start. Default: 0."),
  }),
  minMax: strictObject({
    kind: z.literal("minMax"),
    ...placement,
    pairing: z
      .enum(pairings, mustBeOneOf(pairings))
      .exactOptional()
      .describe("Which entries are sorted as a pair. Default: adjacent."),
    absoluteValue: flag.describe("Whether absolute values follow. Default: false."),
  }),
  linear: strictObject({ kind: z.literal("linear"), ...placement }),
  relu: strictObject({ kind: z.literal("relu"), ...placement }),
  leakyRelu: strictObject({
    kind: z.literal("leakyRelu"),
    ...placement,
    slope: number.exactOptional().describe("Below 0. Default: 0.3."),
  }),
  elu: strictObject({
    kind: z.literal("elu"),
    ...placement,
    alpha: z
      .number(aNumberFrom0)
      .min(0, aNumberFrom0)
      .exactOptional()
      .describe("The limit below 0 is −alpha. Default: 1."),
  }),
  selu: strictObject({ kind: z.literal("selu"), ...placement }),
  tanh: strictObject({ kind: z.literal("tanh"), ...placement }),
  sigmoid: strictObject({ kind: z.literal("sigmoid"), ...placement }),
  hardSigmoid: strictObject({ kind: z.literal("hardSigmoid"), ...placement }),
  softplus: strictObject({ kind: z.literal("softplus"), ...placement }),
  softsign: strictObject({ kind: z.literal("softsign"), ...placement }),
  flatten: strictObject({ kind: z.literal("flatten"), ...placement }),
  add: strictObject({ kind: z.literal("add"), ...joined }),
  concatenate: strictObject({ kind: z.literal("concatenate"), ...joined }),
} satisfies { [K in Exclude<LayerKind, "custom">]: z.ZodType<LayerConfig<K>> };

const kinds = Object.keys(layerSchemas);
const { conv2d, ...others } = layerSchemas;

/** The layers that need no settings, so that their kind is enough. */
const bareKinds = [
  "averagePooling2d",
  "maxPooling2d",
  "liResNetBlock",
  "invertibleDownsampling",
  "scaling",
  "bias",
  "minMax",
  "linear",
  "relu",
  "leakyRelu",
  "elu",
  "selu",
  "tanh",
  "sigmoid",
  "hardSigmoid",
  "softplus",
  "softsign",
  "flatten",
] as const satisfies readonly LayerKind[];

/** One layer of a config: an object with its kind and settings, or a kind alone. */
export const layerSchema = z.union(
  [
    z.enum(bareKinds).transform((kind) => ({ kind })),
    z.discriminatedUnion("kind", [conv2d, ...Object.values(others)], mustHaveOneOf("kind", kinds)),
  ],
  mustBeOneOf(bareKinds, ", or an object with kind"),
);
