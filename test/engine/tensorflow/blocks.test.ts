import assert from "node:assert/strict";
import { blocksOf } from "../../../src/engine/blocks.js";
import type { Engine } from "../../../src/engine/engine.js";
import { nodesOf } from "../../../src/engine/graph/node.js";
import { recordProgram } from "../../../src/engine/recordProgram.js";
import { tensorflowPasses } from "../../../src/engine/rewrites/index.js";
import { batchProducts } from "../../../src/engine/tensorflow/batchProducts.js";
import type { TensorflowSetup } from "../../../src/engine/tensorflow/lower.js";
import { tensorflowEngine } from "../../../src/engine/tensorflow/tensorflowEngine.js";
import { parseLoss } from "../../../src/gloro/losses/index.js";
import { parseOptimizer } from "../../../src/gloro/optimizers/index.js";
import type { HostTensors } from "../../../src/gloro/program.js";
import { trainingStep } from "../../../src/gloro/programs/index.js";
import { randomState } from "../../gloro/state.js";
import { assertSameTensors } from "../assertSame.js";
import { exampleNetworks } from "../exampleNetworks.js";
import { hasTensorflow } from "../installedEngines.js";
import { seededInputs } from "../seededInputs.js";
import { installedBinding } from "./runTensorflow.js";

const steps = 3;
const network = exampleNetworks["adjacent"]!;
const optimizer = parseOptimizer("adam");
const single = trainingStep({
  ...{ network, optimizer, batchSize: 8, powerIterations: 2 },
  loss: parseLoss("trades_kl"),
});
const block = { ...single, name: "block", steps };
const inputs = Array.from({ length: steps }, (_, index) => seededInputs(single, index + 1));

/** What the block gives, and what its steps give one by one, each with the state after it. */
async function bothWays(engine: Engine): Promise<{ together: HostTensors; alone: HostTensors }> {
  const state = { ...randomState(network, 3), ...optimizer.initialSlots(network.parameters) };
  const loaded = await engine.load([single, block], state);
  try {
    const together = await loaded.run(block.name, blocksOf(inputs));
    const left = await loaded.readState();
    await loaded.writeState(state);
    const outputs: HostTensors[] = [];
    for (const each of inputs) outputs.push(await loaded.run(single.name, each));
    return {
      together: { ...together, ...left },
      alone: { ...blocksOf(outputs), ...(await loaded.readState()) },
    };
  } finally {
    await loaded.dispose();
  }
}

describe("blocks of steps on TensorFlow", function () {
  this.timeout(60_000);

  it("have the batch's products in bfloat16 in each step, and no others", () => {
    const [one, three] = [single, block].map((each) => recordProgram(each, tensorflowPasses));
    const products = batchProducts(three!);
    assert.equal(products.size, steps * batchProducts(one!).size);
    assert.ok(nodesOf(three!).filter((node) => products.has(node)).length === products.size);
  });

  if (!hasTensorflow) return;

  const setups: Readonly<Record<string, TensorflowSetup>> = {
    "in bfloat16": { precision: "bfloat16" },
    "compiled by XLA": { xla: true },
    "on several devices, all of them the processor": { devices: ["CPU:0", "CPU:0"] },
  };
  for (const [how, setup] of Object.entries(setups))
    it(`train as one by one ${how}`, async () => {
      const { together, alone } = await bothWays(tensorflowEngine(installedBinding(), setup));
      assertSameTensors(together, alone, how, 1e-6);
    });
});
