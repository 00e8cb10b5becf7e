import assert from "node:assert/strict";
import { interpret } from "../../../src/engine/eager/interpret.js";
import type { Acceleration } from "../../../src/engine/engine.js";
import { createEngine } from "../../../src/engine/index.js";
import { GraphBuilder } from "../../../src/engine/graph/builder.js";
import type { Graph, Node } from "../../../src/engine/graph/node.js";
import { nodesOf, statePrefix } from "../../../src/engine/graph/node.js";
import { rewriteInPasses, tensorflowPasses } from "../../../src/engine/rewrites/index.js";
import { batchProducts } from "../../../src/engine/tensorflow/batchProducts.js";
import { trace } from "../../../src/engine/trace/trace.js";
import { parseLoss } from "../../../src/gloro/losses/index.js";
import { mapEntries } from "../../../src/gloro/mapEntries.js";
import type { Network } from "../../../src/gloro/network.js";
import { parseOptimizer } from "../../../src/gloro/optimizers/index.js";
import type { HostTensor, HostTensors, Program } from "../../../src/gloro/program.js";
import { evaluationStep, trainingStep } from "../../../src/gloro/programs/index.js";
import { randomState } from "../../gloro/state.js";
import { assertSameTensors } from "../assertSame.js";
import { exampleNetworks } from "../exampleNetworks.js";
import { hasTensorflow } from "../installedEngines.js";
import { floats, seededTensors } from "../seededTensors.js";

const batchSize = 9;
const loss = parseLoss("trades_kl");
// Its steps are gradients: Adam would make a large difference of a small one's sign.
const optimizer = parseOptimizer("sgd");

const trainingOf = (network: Network): Program =>
  trainingStep({ network, loss, optimizer, batchSize, powerIterations: 2 });
const evaluationOf = (network: Network): Program => evaluationStep({ network, loss, batchSize });
const stateOf = (network: Network): HostTensors => ({
  ...randomState(network, 3),
  ...optimizer.initialSlots(network.parameters),
});

function inputsOf(program: Program, step: number): HostTensors {
  const scalars: HostTensors = {
    weights: floats([batchSize], Array<number>(batchSize).fill(1)),
    epsilon: floats([], [0.1]),
    lambda: floats([], [1.5]),
    learningRate: floats([], [0.02]),
    step: floats([], [step]),
  };
  const given = { ...seededTensors(program.inputs, step), ...scalars };
  return Object.fromEntries(Object.keys(program.inputs).map((name) => [name, given[name]!]));
}

interface Ran {
  /** Outputs of an evaluation before any step, and of the last step. */
  readonly evaluation: HostTensors;
  readonly training: HostTensors;
  /** After the last step. */
  readonly state: HostTensors;
}

/** An evaluation, then training steps on batches by their seeds. */
async function ranWith(
  acceleration: Acceleration,
  network: Network,
  count = 1,
  seedOf = (step: number) => step,
): Promise<Ran> {
  const [evaluation, training] = [evaluationOf(network), trainingOf(network)];
  const engine = await createEngine("tensorflow", acceleration);
  const loaded = await engine.load([evaluation, training], stateOf(network));
  try {
    const evaluated = await loaded.run(evaluation.name, inputsOf(evaluation, 1));
    let trained: HostTensors = {};
    for (let step = 1; step <= count; step++)
      trained = await loaded.run(training.name, inputsOf(training, seedOf(step)));
    return { evaluation: evaluated, training: trained, state: await loaded.readState() };
  } finally {
    await loaded.dispose();
  }
}

/** The graph with what products read and give rounded to bfloat16's eight bits, by float32 alone (Veltkamp's splitting). */
function roundedProducts(graph: Graph): Graph {
  const products = batchProducts(graph);
  const build = new GraphBuilder();
  const made = new Map<Node, Node>(graph.inputs.map((input) => [input, input]));
  const rounded = (x: Node): Node => {
    const scaled = build.node("multiply", [x, build.scalar(2 ** 16 + 1)], {});
    const rest = build.node("subtract", [scaled, x], {});
    return build.node("subtract", [scaled, rest], {});
  };
  for (const node of nodesOf(graph)) {
    if (node.operation === "input") continue;
    const inputs = node.inputs.map((input) => made.get(input)!);
    const product = products.has(node);
    const again = build.node(
      node.operation,
      product ? inputs.map(rounded) : inputs,
      node.attributes,
    );
    made.set(node, product ? rounded(again) : again);
  }
  const outputs = [...graph.outputs].map(([name, node]) => [name, made.get(node)!] as const);
  return { ...graph, outputs: new Map(outputs) };
}

/** The state after such a step. */
function roundedStep(network: Network): Pick<Ran, "state"> {
  const program = trainingOf(network);
  const state = Object.entries(stateOf(network)).map(
    ([name, tensor]) => [statePrefix + name, tensor] as const,
  );
  const graph = rewriteInPasses(trace(program), tensorflowPasses);
  const given = { ...Object.fromEntries(state), ...inputsOf(program, 1) };
  const results = Object.entries(interpret(roundedProducts(graph), given)).map(
    ([name, tensor]) => [name.replace(statePrefix, ""), tensor] as const,
  );
  return { state: Object.fromEntries(results) };
}

/** What a step adds to each parameter. */
function steps(network: Network, { state }: Pick<Ran, "state">): HostTensors {
  const before = stateOf(network);
  return mapEntries(network.parameters, (_, name) => {
    const { shape, data } = state[name]!;
    return floats(
      shape,
      Array.from(data, (value, index) => value - before[name]!.data[index]!),
    );
  });
}

/** How far two tensors are apart, relative to the largest entry of the second. */
function distance({ data }: HostTensor, expected: HostTensor): number {
  const apart = Array.from(expected.data, (value, index) => Math.abs(value - data[index]!));
  return Math.max(...apart) / Math.max(...Array.from(expected.data, Math.abs));
}

/** How far a step may be from another of the same rounding: on another processor, one entry is rounded otherwise. */
const roundingOnce = 1e-3;
/** At least how far rounding moves some parameter's step. */
const rounding = 3e-3;

if (hasTensorflow)
  describe("precision bfloat16", function () {
    this.timeout(60_000);
    const low: Acceleration = { precision: "bfloat16" };

    for (const name of ["adjacent", "pooling", "liResNet", "resnet"])
      it(`takes the step of ${name} with its batch's products rounded, and nothing else`, async () => {
        const network = exampleNetworks[name]!;
        const expected = steps(network, roundedStep(network));
        const actual = steps(network, await ranWith(low, network));
        const plain = steps(network, await ranWith({}, network));
        const parameters = Object.keys(expected);
        for (const parameter of parameters) {
          const apart = distance(actual[parameter]!, expected[parameter]!);
          assert.ok(apart < roundingOnce, `${parameter}: ${apart}`);
        }
        const moved = parameters.map((each) => distance(actual[each]!, plain[each]!));
        assert.ok(Math.max(...moved) > rounding, `moved by ${moved.join()}`);
      });

    it("gives bounds, iterates and evaluations bit for bit", async () => {
      for (const name of ["adjacent", "activations", "liResNet", "branches"]) {
        const network = exampleNetworks[name]!;
        const [actual, plain] = [await ranWith(low, network), await ranWith({}, network)];
        assert.deepEqual(actual.evaluation, plain.evaluation, name);
        assert.deepEqual(actual.training["lipschitz"], plain.training["lipschitz"], name);
        assert.notDeepEqual(actual.training["gradientNorm"], plain.training["gradientNorm"], name);
        for (const iterate of Object.keys(network.iterates))
          assert.deepEqual(actual.state[iterate], plain.state[iterate], `${name}, ${iterate}`);
      }
    });

    it("learns what float32 learns", async () => {
      const network = exampleNetworks["adjacent"]!;
      const lossOf = (ran: Ran): number => ran.training["loss"]!.data[0]!;
      const before = lossOf(await ranWith(low, network, 1, () => 1));
      const after = lossOf(await ranWith(low, network, 40, () => 1));
      const plain = lossOf(await ranWith({}, network, 40, () => 1));
      assert.ok(after < before / 3, `${before} to ${after}`);
      assert.ok(Math.abs(after - plain) < 0.02 * before, `${after}, in float32 ${plain}`);
    });
  });

if (hasTensorflow)
  describe("xla", function () {
    this.timeout(60_000);

    for (const name of ["adjacent", "pooling", "activations", "liResNet"])
      it(`takes the steps of ${name} as TensorFlow's kernels do, and evaluates by them`, async () => {
        const network = exampleNetworks[name]!;
        const actual = await ranWith({ xla: true }, network, 2);
        const plain = await ranWith({}, network, 2);
        assertSameTensors(actual.training, plain.training, "metrics");
        assertSameTensors(actual.state, plain.state, "state");
        assert.deepEqual(actual.evaluation, plain.evaluation);
      });

    it("compiles a step in bfloat16 too", async () => {
      const network = exampleNetworks["adjacent"]!;
      const actual = steps(network, await ranWith({ xla: true, precision: "bfloat16" }, network));
      // It may leave out a rounding between two operations.
      for (const [parameter, step] of Object.entries(steps(network, await ranWith({}, network))))
        assert.ok(distance(actual[parameter]!, step) < 10 * rounding, parameter);
    });
  });
