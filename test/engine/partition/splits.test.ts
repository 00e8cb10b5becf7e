import assert from "node:assert/strict";
import { interpret } from "../../../src/engine/eager/interpret.js";
import { GraphBuilder } from "../../../src/engine/graph/builder.js";
import { checkGraph } from "../../../src/engine/graph/check.js";
import type { Graph, Node, NodeOf } from "../../../src/engine/graph/node.js";
import { nodesOf, sizeOf } from "../../../src/engine/graph/node.js";
import type { Operation } from "../../../src/engine/graph/operations.js";
import { partition } from "../../../src/engine/partition/partition.js";
import type { Spread } from "../../../src/engine/partition/splits.js";
import type { HostTensor, HostTensors } from "../../../src/gloro/program.js";
import { assertSameTensors } from "../assertSame.js";
import { graphOf } from "../graphOf.js";
import { everyOperation } from "../operationCases.js";
import type { OperationCase } from "../operationCases.js";

/** Those that have no operand, or that no device does a piece of. */
const neverInPieces: readonly Operation[] = ["input", "constant", "fill", "norm"];

/** Larger convolutions take seconds on TF.js's CPU. */
const largestCase = 1500;

const isSmall = ({ graph }: OperationCase): boolean =>
  graph.inputs.reduce((total, { shape }) => total + sizeOf(shape), 0) <= largestCase;

/** The order of axes that puts one of them first. */
const leading = (rank: number, axis: number): number[] => [
  axis,
  ...Array.from({ length: rank }, (_, each) => each).filter((each) => each !== axis),
];

const inverse = (permutation: readonly number[]): number[] =>
  permutation.map((_, axis) => permutation.indexOf(axis));

function transposed(x: HostTensor, permutation: readonly number[]): HostTensor {
  const graph = graphOf({ x }, (build, nodes) => ({ y: build.transpose(nodes.x, permutation) }));
  return interpret(graph, { x })["y"]!;
}

/** Every way in which the operands may lie on so many devices, one of them in pieces at least. */
function waysToLie(inputs: readonly Node[], devices: number): Spread[][] {
  const ways = inputs.reduce<Spread[][]>(
    (before, { shape }) => {
      const own: Spread[] = ["whole"];
      shape.forEach((extent, axis) => {
        if (extent > 0 && extent % devices === 0) own.push(axis);
      });
      return before.flatMap((way) => own.map((spread) => [...way, spread]));
    },
    [[]],
  );
  return ways.filter((way) => way.some((spread) => spread !== "whole"));
}

/** The same graph of inputs that lie so: pieces are cut from batches, whose axes it puts back in order. */
function lyingSo({ graph, inputs }: OperationCase, way: readonly Spread[]): OperationCase {
  const build = new GraphBuilder();
  const rebuilt = new Map<Node, Node>();
  const declared: NodeOf<"input">[] = [];
  const given: Record<string, HostTensor> = {};
  graph.inputs.forEach((input, index) => {
    const value = inputs[input.attributes.name]!;
    const spread = way[index]!;
    const order = spread === "whole" ? [] : leading(input.shape.length, spread);
    const name = spread === "whole" ? `state:${index}` : `batch${index}`;
    given[name] = spread === "whole" ? value : transposed(value, order);
    const node = build.input(name, given[name]);
    declared.push(node);
    rebuilt.set(input, spread === "whole" ? node : build.transpose(node, inverse(order)));
  });
  for (const node of nodesOf(graph))
    if (node.operation !== "input")
      rebuilt.set(
        node,
        build.node(
          node.operation,
          node.inputs.map((each) => rebuilt.get(each)!),
          node.attributes,
        ),
      );
  const outputs = [...graph.outputs].map(([name, node]) => [name, rebuilt.get(node)!] as const);
  return {
    graph: { name: graph.name, inputs: declared, outputs: new Map(outputs) },
    inputs: given,
  };
}

function isDoneInPieces(graph: Graph, operation: Operation): boolean {
  return nodesOf(graph).some(
    (node) => node.operation === operation && graph.placement?.get(node) === 1,
  );
}

describe("splitOf", () => {
  for (const [operation, cases] of everyOperation)
    it(`gives ${operation} on two, three and five devices, however its operands lie`, () => {
      let inPieces = 0;
      for (const one of cases.filter(isSmall)) {
        const expected: HostTensors = interpret(one.graph, one.inputs);
        for (const devices of [2, 3, 5])
          for (const way of waysToLie(one.graph.inputs, devices)) {
            const { graph, inputs } = lyingSo(one, way);
            const divided = partition(graph, devices);
            checkGraph(divided);
            const what = `${devices} devices, operands ${way.join()}`;
            assertSameTensors(interpret(divided, inputs), expected, what);
            if (isDoneInPieces(divided, operation)) inPieces++;
          }
      }
      assert.equal(inPieces === 0, neverInPieces.includes(operation), `${inPieces} in pieces`);
    });
});
