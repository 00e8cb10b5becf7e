import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/index.js";
import { pairings } from "../../src/gloro/kernels/minMax.js";
import { layerKinds } from "../../src/gloro/layers/index.js";
import { lossNames, parseLoss } from "../../src/gloro/losses/index.js";
import type { LossConfig } from "../../src/gloro/losses/index.js";
import type { Network } from "../../src/gloro/network.js";
import { parseOptimizer } from "../../src/gloro/optimizers/index.js";
import type { OptimizerConfig, OptimizerName } from "../../src/gloro/optimizers/index.js";
import type { HostTensors } from "../../src/gloro/program.js";
import type { RelaxationConfig } from "../../src/gloro/relaxations/index.js";
import { convergeIterates, evaluationStep, trainingStep } from "../../src/gloro/programs/index.js";
import { runEagerly } from "../gloro/eager.js";
import { randomState } from "../gloro/state.js";
import { assertSameTensors } from "./assertSame.js";
import { exampleNetworks } from "./exampleNetworks.js";
import { engineTolerance, installedEngines, networksFor } from "./installedEngines.js";
import { seededInputs } from "./seededInputs.js";

const optimizers: { readonly [K in OptimizerName]: readonly OptimizerConfig[] } = {
  adam: [
    "adam",
    { name: "adam", beta1: 0.5, epsilon: 1e-3 },
    { name: "adam", weightDecay: 0.1, clipNorm: 0.5, clipValue: 0.2 },
  ],
  adamw: ["adamw", { name: "adamw", weightDecay: 0.5, clipNorm: 0.5 }],
  nadam: ["nadam", { name: "nadam", momentumDecay: 0.5, weightDecay: 0.1 }],
  sgd: ["sgd", { name: "sgd", momentum: 0.9 }, { name: "sgd", momentum: 0.9, nesterov: true }],
  // A pull within the steps that are compared, and one more after the first.
  lookahead: [
    { name: "lookahead", inner: "nadam", syncPeriod: 2 },
    { name: "lookahead", inner: { name: "sgd", clipValue: 0.1 }, slowStep: 0.3, syncPeriod: 1 },
  ],
};

/** Programs of one network that share its state. */
function programsOf(
  network: Network,
  { loss, optimizer: config, batchSize, relaxation }: Omit<Case, "network">,
) {
  const optimizer = parseOptimizer(config);
  const parsed = parseLoss(loss);
  return {
    state: { ...randomState(network, 3), ...optimizer.initialSlots(network.parameters) },
    programs: [
      convergeIterates({ network, iterations: 3 }),
      trainingStep({ network, loss: parsed, optimizer, batchSize, powerIterations: 2, relaxation }),
      evaluationStep({ network, loss: parsed, batchSize, relaxation }),
    ],
  };
}

/** What the programs are made for. */
interface Case {
  readonly network: string;
  readonly loss: LossConfig;
  readonly optimizer: OptimizerConfig;
  readonly batchSize: number;
  readonly relaxation?: RelaxationConfig;
}

const relaxations: readonly RelaxationConfig[] = [
  { kind: "rtk", k: 2 },
  { kind: "affinity", sets: [[0, 2], [1]] },
  { kind: "affinity", sets: [[0, 1]] },
];

const losses: readonly LossConfig[] = [...lossNames, { name: "crossentropy", temperature: 2 }];

const cases: readonly Case[] = [
  ...Object.keys(exampleNetworks).flatMap((network, index) =>
    losses.map((loss) => ({
      network,
      loss,
      // Annealing and saturation leave gradients so small that Adam, which divides by them, shows their rounding.
      optimizer: loss === "la" || network === "activations" ? "sgd" : "adam",
      batchSize: index % 2 ? 4 : 9,
    })),
  ),
  ...Object.values(optimizers)
    .flat()
    .map((optimizer) => ({ network: "adjacent", loss: "trades_kl", optimizer, batchSize: 5 })),
  ...relaxations.map((relaxation) => ({
    network: "relu",
    loss: "trades_kl",
    optimizer: "adam",
    batchSize: 9,
    relaxation,
  })),
];

describe("the example networks", () => {
  it("have every kind of layer and every pairing", () => {
    const configs = Object.values(exampleNetworks).flatMap(({ layers }) =>
      layers.map(({ config }) => config),
    );
    assert.deepEqual(new Set(configs.map(({ kind }) => kind)), new Set(layerKinds));
    const paired = configs.flatMap((config) =>
      config.kind === "minMax" ? [config.pairing ?? "adjacent"] : [],
    );
    assert.deepEqual(new Set(paired), new Set(pairings));
  });
});

/** A GPU in software takes seconds a case: one loss, one optimizer. */
const onSoftwareGpu = ({ network, loss, batchSize }: Case): boolean =>
  networksFor("onnx-webgpu").includes(network) && loss === "trades_kl" && batchSize !== 5;

for (const name of installedEngines)
  describe(`the engine ${name}`, function () {
    this.timeout(120_000);
    const tolerance = engineTolerance[name];
    for (const { network, ...made } of name === "onnx-webgpu" ? cases.filter(onSoftwareGpu) : cases)
      it(`trains and evaluates as TF.js does: ${network}, ${JSON.stringify(made)}`, async () => {
        const { programs, state } = programsOf(exampleNetworks[network]!, made);
        const loaded = await (await createEngine(name, { threads: 1 })).load(programs, state);
        try {
          let expected: HostTensors = state;
          for (let step = 1; step <= 3; step++)
            for (const program of programs) {
              const what = `step ${step}, ${program.name}`;
              const inputs = seededInputs(program, step);
              const eager = runEagerly(program, expected, inputs);
              expected = eager.state;
              const outputs = await loaded.run(program.name, inputs);
              assertSameTensors(outputs, eager.outputs, what, tolerance);
              assertSameTensors(await loaded.readState(), expected, `${what}, state`, tolerance);
            }
        } finally {
          await loaded.dispose();
        }
      });
  });
