import type { GraphBuilder, Rule } from "../graph/builder.js";
import type { Node, NodeOf } from "../graph/node.js";
import { sameShape } from "../graph/node.js";

/** The value and the matrix of a channel mix. */
function mixOf(node: Node | undefined): { x: Node; matrix: Node } | undefined {
  if (node?.operation !== "mixChannels") return undefined;
  const [x, matrix] = node.inputs;
  return x && matrix ? { x, matrix } : undefined;
}

const mix = (build: GraphBuilder, x: Node, matrix: Node): Node =>
  build.node("mixChannels", [x, matrix], {});

/** The filter (or dense kernel `[…, in, out]`) that sees the channels which `matrix` mixes, unmixed. */
const mixInputs = (build: GraphBuilder, matrix: Node, filter: Node): Node =>
  build.node("matMul", [matrix, filter], { transposeA: false, transposeB: false });

/** A constant, and so folded: a layer's kernel mixed for its input's gradient is the one mixed for its output. */
const transposed = (build: GraphBuilder, matrix: Node): Node => build.transpose(matrix, [1, 0]);

/** A mix of a mix is one mix; one that mixes nothing is none. */
const combine: Rule = (node, build) => {
  const outer = mixOf(node);
  if (!outer) return undefined;
  if (isIdentity(outer.matrix)) return outer.x;
  const inner = mixOf(outer.x);
  if (!inner) return undefined;
  return mix(
    build,
    inner.x,
    build.node("matMul", [inner.matrix, outer.matrix], { transposeA: false, transposeB: false }),
  );
};

/** Up to rounding: the orthogonal mixes of MinMax cancel to within a float's last digit. */
function isIdentity(matrix: Node): boolean {
  if (matrix.operation !== "constant") return false;
  const { data, shape } = matrix.attributes.tensor;
  const columns = shape[1] ?? 0;
  return (
    shape[0] === columns &&
    data.every((value, index) => Math.abs(value - (index % (columns + 1) === 0 ? 1 : 0)) < 1e-6)
  );
}

/** A mixed output is the output of a filter with mixed channels. */
const intoProducer: Rule = (node, build) => {
  const found = mixOf(node);
  if (!found) return undefined;
  const { x, matrix } = found;
  const [first, second] = x.inputs;
  if (!first || !second) return undefined;
  switch (x.operation) {
    case "add":
      // A bias: what broadcasts over the channels cannot be mixed before.
      return sameShape(first.shape, x.shape) && sameShape(second.shape, x.shape.slice(-1))
        ? build.node("add", [mix(build, first, matrix), mix(build, second, matrix)], {})
        : undefined;
    case "conv2d":
      return x.inputs.length === 2
        ? build.node("conv2d", [first, mix(build, second, matrix)], x.attributes)
        : undefined;
    case "conv2dInputGradient":
      return build.node(
        "conv2dInputGradient",
        [first, mixInputs(build, transposed(build, matrix), second)],
        x.attributes,
      );
    default:
      return undefined;
  }
};

/** A filter that reads mixed channels is a mixed filter. */
const intoConsumer: Rule = (node, build) => {
  const [first, second] = node.inputs;
  if (!first || !second) return undefined;
  const left = mixOf(first);
  const right = mixOf(second);
  switch (node.operation) {
    case "conv2d":
      return left
        ? build.node(
            "conv2d",
            [left.x, mixInputs(build, left.matrix, second), ...node.inputs.slice(2)],
            node.attributes,
          )
        : undefined;
    case "conv2dInputGradient":
      return left
        ? build.node(
            "conv2dInputGradient",
            [left.x, mix(build, second, transposed(build, left.matrix))],
            node.attributes,
          )
        : undefined;
    case "conv2dFilterGradient":
      if (left)
        return mixInputs(
          build,
          transposed(build, left.matrix),
          build.node("conv2dFilterGradient", [left.x, second], node.attributes),
        );
      return right
        ? mix(
            build,
            build.node("conv2dFilterGradient", [first, right.x], node.attributes),
            right.matrix,
          )
        : undefined;
    default:
      return undefined;
  }
};

/** A sum over everything but the channels may come before the mix. */
const afterSum: Rule = (node, build) => {
  if (node.operation !== "sum") return undefined;
  const found = mixOf(node.inputs[0]);
  const { axes, keepDims } = node.attributes;
  if (!found || axes.includes(found.x.shape.length - 1)) return undefined;
  return mix(build, build.node("sum", [found.x], { axes, keepDims }), found.matrix);
};

/** A dense layer behind a flattening reads mixed channels through a mixed kernel; its gradients likewise. */
const throughFlatten: Rule = (node, build) => {
  if (node.operation === "matMul") return denseConsumer(node, build);
  const found = mixOf(node);
  const product = found?.x.operation === "reshape" ? found.x.inputs[0] : undefined;
  if (!found || product?.operation !== "matMul" || product.shape.length !== 2) return undefined;
  const [gradient, kernel] = product.inputs;
  const { transposeA, transposeB } = product.attributes;
  if (!gradient || !kernel || transposeA || !transposeB) return undefined;
  const mixedKernel = perChannel(build, kernel, found.x.shape, (rows) =>
    mixInputs(build, transposed(build, found.matrix), rows),
  );
  return build.reshape(
    build.node("matMul", [gradient, mixedKernel], product.attributes),
    node.shape,
  );
};

function denseConsumer(node: NodeOf<"matMul">, build: GraphBuilder): Node | undefined {
  const [flat, other] = node.inputs;
  if (
    flat?.operation !== "reshape" ||
    flat.shape.length !== 2 ||
    !other ||
    node.attributes.transposeB
  )
    return undefined;
  const found = mixOf(flat.inputs[0]);
  if (!found) return undefined;
  const unmixed = build.reshape(found.x, flat.shape);
  if (!node.attributes.transposeA) {
    const kernel = perChannel(build, other, found.x.shape, (rows) =>
      mixInputs(build, found.matrix, rows),
    );
    return build.node("matMul", [unmixed, kernel], node.attributes);
  }
  const gradient = build.node("matMul", [unmixed, other], node.attributes);
  return perChannel(build, gradient, found.x.shape, (rows) =>
    mixInputs(build, transposed(build, found.matrix), rows),
  );
}

/** Applies `change` to a dense kernel seen as `[positions, channels, units]`. */
function perChannel(
  build: GraphBuilder,
  kernel: Node,
  imageShape: readonly number[],
  change: (rows: Node) => Node,
): Node {
  const channels = imageShape.at(-1) ?? 1;
  const [features = 1, units = 1] = kernel.shape;
  return build.reshape(
    change(build.reshape(kernel, [features / channels, channels, units])),
    kernel.shape,
  );
}

/** Rules that move channel mixes out of activations and into filters, where they cost nothing. */
export const pushMixes: readonly Rule[] = [
  combine,
  intoProducer,
  intoConsumer,
  afterSum,
  throughFlatten,
];
