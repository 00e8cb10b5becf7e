import { backend_util } from "@tensorflow/tfjs-core";
import { ShapeError } from "../../../gloro/errors.js";
import type { Pairing } from "../../../gloro/kernels/minMax.js";
import type { Padding } from "../../graph/operations.js";
import type { KernelAttributes, TraceKernel } from "./kernel.js";

const matMul: TraceKernel = ({ build, input, attributes }) =>
  build.node("matMul", [input("a"), input("b")], {
    transposeA: attributes.boolean("transposeA"),
    transposeB: attributes.boolean("transposeB"),
  });

const oneHot: TraceKernel = ({ build, input, attributes }) => {
  const [on, off] = [attributes.number("onValue"), attributes.number("offValue")];
  const hot = build.node("oneHot", [input("indices")], { depth: attributes.number("depth") });
  if (on === 1 && off === 0) return hot;
  const scaled = build.node("multiply", [hot, build.scalar(on - off)], {});
  return build.node("add", [scaled, build.scalar(off)], {});
};

const conv2d: TraceKernel = ({ build, input, attributes }) => {
  const [x, filter] = [input("x"), input("filter")];
  return build.node("conv2d", [x, filter], {
    ...geometry(x.shape, filter.shape, attributes),
    dilations: [1, 1],
  });
};

const conv2dInBlocks: TraceKernel = ({ build, input, attributes }) => {
  const [x, filter] = [input("x"), input("filter")];
  return build.node("conv2d", [x, filter], {
    ...geometry(x.shape, filter.shape, attributes),
    dilations: [1, 1],
    blocks: attributes.number("blocks"),
  });
};

const inputGradient: TraceKernel = ({ build, input, attributes }) => {
  const inputShape = attributes.numbers("inputShape");
  const filter = input("filter");
  return build.node("conv2dInputGradient", [input("dy"), filter], {
    ...geometry(inputShape, filter.shape, attributes),
    inputShape,
  });
};

const filterGradient: TraceKernel = ({ build, input, attributes }) => {
  const filterShape = attributes.numbers("filterShape");
  const x = input("x");
  return build.node("conv2dFilterGradient", [x, input("dy")], {
    ...geometry(x.shape, filterShape, attributes),
    filterShape,
  });
};

function geometry(x: readonly number[], filter: readonly number[], attributes: KernelAttributes) {
  const dilations = attributes.optionalNumbers("dilations") ?? [1];
  if (dilations.some((dilation) => dilation !== 1)) throw attributes.unexpected("dilations", "1");
  const info = backend_util.computeConv2DInfo(
    four(x),
    four(filter),
    pair(attributes.numbers("strides")),
    1,
    padOf(attributes),
    undefined,
    false,
    "channelsLast",
  );
  const { top, bottom, left, right } = info.padInfo;
  const padding: Padding = [top, bottom, left, right];
  return { layout: "nhwc", strides: [info.strideHeight, info.strideWidth], padding } as const;
}

function padOf(attributes: KernelAttributes): "same" | "valid" {
  const pad = attributes.string("pad");
  if (pad !== "same" && pad !== "valid") throw attributes.unexpected("pad", '"same" or "valid"');
  return pad;
}

function four(shape: readonly number[]): [number, number, number, number] {
  const [a, b, c, d] = shape;
  if (a === undefined || b === undefined || c === undefined || d === undefined)
    throw new ShapeError(`A convolution needs four axes, got [${shape.join()}].`);
  return [a, b, c, d];
}

function pair([height = 1, width = height]: readonly number[]): [number, number] {
  return [height, width];
}

function pairingOf(attributes: KernelAttributes): Pairing {
  const pairing = attributes.string("pairing");
  if (pairing !== "adjacent" && pairing !== "halves")
    throw attributes.unexpected("pairing", '"adjacent" or "halves"');
  return pairing;
}

/** TF.js's linear kernels, and the method's own. */
export const linearKernels: Readonly<Record<string, TraceKernel>> = {
  BatchMatMul: matMul,
  OneHot: oneHot,
  Conv2D: conv2d,
  Conv2DInBlocks: conv2dInBlocks,
  Conv2DBackpropInput: inputGradient,
  Conv2DBackpropFilter: filterGradient,
  MinMax: ({ build, input, attributes }) =>
    build.node("minMax", [input("x")], { pairing: pairingOf(attributes) }),
  MinMaxGrad: ({ build, input, attributes }) =>
    build.node("minMaxGradient", [input("x"), input("dy")], { pairing: pairingOf(attributes) }),
};
