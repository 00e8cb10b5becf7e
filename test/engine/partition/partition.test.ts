import assert from "node:assert/strict";
import { interpret } from "../../../src/engine/eager/interpret.js";
import { checkGraph } from "../../../src/engine/graph/check.js";
import type { Graph, Node } from "../../../src/engine/graph/node.js";
import { nodesOf, sizeOf } from "../../../src/engine/graph/node.js";
import { isBatch, partition } from "../../../src/engine/partition/partition.js";
import { rewriteInPasses, tensorflowPasses } from "../../../src/engine/rewrites/index.js";
import { trace } from "../../../src/engine/trace/trace.js";
import { architecture } from "../../../src/gloro/architectures/index.js";
import { parseLoss, lossNames } from "../../../src/gloro/losses/index.js";
import type { LossConfig } from "../../../src/gloro/losses/index.js";
import { buildNetwork } from "../../../src/gloro/network.js";
import type { Network } from "../../../src/gloro/network.js";
import { parseOptimizer } from "../../../src/gloro/optimizers/index.js";
import type { OptimizerConfig } from "../../../src/gloro/optimizers/index.js";
import type { HostTensors } from "../../../src/gloro/program.js";
import { evaluationStep, logitsStep, trainingStep } from "../../../src/gloro/programs/index.js";
import { randomState } from "../../gloro/state.js";
import { assertSameTensors } from "../assertSame.js";
import { exampleNetworks } from "../exampleNetworks.js";
import { inputSpecs } from "../graphOf.js";
import { floats, seededTensors } from "../seededTensors.js";
import { bytesOf, crossings, placeOf } from "./traffic.js";

const batchSize = 8;

interface Step {
  readonly network: string;
  readonly loss: LossConfig;
  readonly optimizer: OptimizerConfig;
}

const adam = "adam";
const networks = Object.keys(exampleNetworks);
const steps: readonly Step[] = [
  ...networks.map((network) => ({
    network,
    loss: "sparse_trades_kl" as const,
    // Saturation leaves gradients so small that Adam, which divides by them, shows their rounding.
    optimizer: network === "activations" ? ("sgd" as const) : adam,
  })),
  ...lossNames.map((loss) => ({
    network: "halves",
    loss,
    optimizer: loss === "la" ? ("sgd" as const) : adam,
  })),
  ...(
    [
      { name: "sgd", momentum: 0.9, nesterov: true },
      { name: "adamw", weightDecay: 0.5, clipNorm: 0.5 },
      { name: "nadam", momentumDecay: 0.5, clipValue: 0.2 },
      { name: "lookahead", inner: "nadam", syncPeriod: 2 },
    ] as const
  ).map((optimizer) => ({ network: "liResNet", loss: "emma" as const, optimizer })),
];

function recorded(network: Network, { loss, optimizer }: Omit<Step, "network">, rows: number) {
  const program = trainingStep({
    network,
    batchSize: rows,
    loss: parseLoss(loss),
    optimizer: parseOptimizer(optimizer),
    powerIterations: 2,
  });
  return rewriteInPasses(trace(program), tensorflowPasses);
}

/** What a graph gives in so many runs, each from the state that the last one left. */
function runs(graph: Graph, state: HostTensors, count: number): HostTensors[] {
  const given: HostTensors[] = [];
  let current = state;
  for (let step = 1; step <= count; step++) {
    const inputs = {
      ...seededTensors(inputSpecs(graph), step),
      weights: floats(
        [batchSize],
        Array.from({ length: batchSize }, (_, row) => (row === 1 ? 0 : 1)),
      ),
      epsilon: floats([], [0.1]),
      lambda: floats([], [1.5]),
      learningRate: floats([], [0.01]),
      step: floats([], [step]),
    };
    const outputs = interpret(graph, { ...inputs, ...current });
    current = Object.fromEntries(
      Object.keys(current).map((name) => [name, outputs[name] ?? current[name]!]),
    );
    given.push(outputs);
  }
  return given;
}

function startOf(network: Network, optimizer: OptimizerConfig): HostTensors {
  const state = {
    ...randomState(network, 3),
    ...parseOptimizer(optimizer).initialSlots(network.parameters),
  };
  return Object.fromEntries(
    Object.entries(state).map(([name, tensor]) => [`state:${name}`, tensor] as const),
  );
}

describe("partition", function () {
  this.timeout(60_000);

  for (const { network: name, loss, optimizer } of steps)
    it(`trains on two and four devices as on one: ${name}, ${JSON.stringify({ loss, optimizer })}`, () => {
      const network = exampleNetworks[name]!;
      const graph = recorded(network, { loss, optimizer }, batchSize);
      const start = startOf(network, optimizer);
      const expected = runs(graph, start, 3);
      for (const devices of [2, 4]) {
        const divided = partition(graph, devices);
        checkGraph(divided);
        runs(divided, start, 3).forEach((given, step) => {
          assertSameTensors(given, expected[step]!, `${devices} devices, step ${step + 1}`);
        });
      }
    });

  it("evaluates on two devices as on one, and lets predictions have batches of any size", () => {
    const network = exampleNetworks["liResNet"]!;
    const evaluation = trace(evaluationStep({ network, loss: parseLoss("emma"), batchSize }));
    const divided = partition(evaluation, 2);
    const start = startOf(network, "sgd");
    assert.ok(nodesOf(divided).some((node) => placeOf(divided, node) === 1));
    const [given, expected] = [runs(divided, start, 1), runs(evaluation, start, 1)];
    assertSameTensors(given[0]!, expected[0]!, "evaluation");
    const logits = trace(logitsStep({ network, batchSize: 3 }));
    assert.equal(partition(logits, 2), logits);
  });

  it("refuses a training step whose batch it cannot divide evenly", () => {
    const graph = recorded(exampleNetworks["relu"]!, { loss: "emma", optimizer: "sgd" }, 9);
    assert.throws(() => partition(graph, 2), {
      name: "GloroError",
      message:
        "A batch of 9 cannot be divided evenly among 2 devices: take a batch size that is a multiple of 2.",
    });
  });

  describe("of the published networks", () => {
    const published = [
      { name: "cnn_2C2F", inputShape: [28, 28, 1], options: {} },
      { name: "cnn_4C3F", inputShape: [28, 28, 1], options: {} },
      { name: "liresnet_C18CC2F", inputShape: [32, 32, 3], options: { width: 256 } },
    ] as const;
    const rows = 256;

    for (const { name, inputShape, options } of published)
      it(`gives each device its share of the work, and copies each parameter once: ${name}`, () => {
        const layers = architecture(name, inputShape, 10, options);
        const network = buildNetwork({ inputShape, layers });
        const graph = recorded(network, { loss: "sparse_trades_kl", optimizer: adam }, rows);
        const total = sumOf(nodesOf(graph), flopsOf);
        // Work on state alone does not grow with the batch.
        const twice = recorded(network, { loss: "sparse_trades_kl", optimizer: adam }, 2 * rows);
        const ofBatch = sumOf(nodesOf(twice), flopsOf) - total;
        const parameters = sumOf(Object.values(network.parameters), ({ shape }) =>
          bytesOf({ shape, dtype: "float32" }),
        );
        for (const devices of [2, 4]) {
          const divided = partition(graph, devices);
          const reached = reachedByBatch(divided);
          const work = (device: number): number =>
            sumOf(
              [...reached].filter((node) => placeOf(divided, node) === device),
              flopsOf,
            );
          for (let device = 1; device < devices; device++)
            assert.equal(work(device) * devices, ofBatch, `device ${device}`);
          const first = nodesOf(divided).filter((node) => placeOf(divided, node) === 0);
          const others = ofBatch - ofBatch / devices;
          assert.equal(sumOf(first, flopsOf), total - others, "the first device");
          const moved = crossings(divided);
          const bytes = sumOf(
            moved.filter(({ from }) => from !== "host"),
            (each) => each.bytes,
          );
          const least = 2 * (devices - 1) * parameters;
          assert.ok(Math.abs(bytes / least - 1) < 1e-2, `${bytes} bytes, parameters ${least}`);
          // Each row of a batch is sent to one device alone; scalars go to all.
          const fed = moved.filter(({ from, node }) => from === "host" && node.shape.length > 0);
          assert.equal(
            sumOf(fed, ({ bytes }) => bytes),
            sumOf(graph.inputs.filter(isBatch), bytesOf),
          );
        }
      });
  });
});

/** The nodes that depend on a batch. */
function reachedByBatch(graph: Graph): Set<Node> {
  const reached = new Set<Node>();
  for (const node of nodesOf(graph))
    if (node.operation === "input" ? isBatch(node) : node.inputs.some((each) => reached.has(each)))
      reached.add(node);
  return reached;
}

function sumOf<T>(all: readonly T[], of: (each: T) => number): number {
  return all.reduce((sum, each) => sum + of(each), 0);
}

/** Multiplications and additions of a product or convolution. */
function flopsOf(node: Node): number {
  const [a, b] = node.inputs;
  if (!a || !b) return 0;
  switch (node.operation) {
    case "matMul":
      return (2 * sizeOf(node.shape) * sizeOf(a.shape)) / sizeOf(node.shape.slice(0, -1));
    case "conv2d":
      return (2 * sizeOf(node.shape) * sizeOf(b.shape)) / node.shape[3]!;
    case "conv2dInputGradient":
      return (2 * sizeOf(a.shape) * sizeOf(b.shape)) / a.shape[3]!;
    case "conv2dFilterGradient":
      return (2 * sizeOf(b.shape) * sizeOf(node.shape)) / b.shape[3]!;
    default:
      return 0;
  }
}
