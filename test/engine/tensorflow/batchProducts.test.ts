import assert from "node:assert/strict";
import type { Node } from "../../../src/engine/graph/node.js";
import { printType } from "../../../src/engine/graph/print.js";
import { rewriteInPasses, tensorflowPasses } from "../../../src/engine/rewrites/index.js";
import { batchProducts } from "../../../src/engine/tensorflow/batchProducts.js";
import { trace } from "../../../src/engine/trace/trace.js";
import { architecture } from "../../../src/gloro/architectures/index.js";
import { lossNames, parseLoss } from "../../../src/gloro/losses/index.js";
import type { LossName } from "../../../src/gloro/losses/index.js";
import { buildNetwork } from "../../../src/gloro/network.js";
import type { Network } from "../../../src/gloro/network.js";
import { parseOptimizer } from "../../../src/gloro/optimizers/index.js";
import type { Program } from "../../../src/gloro/program.js";
import {
  attackStep,
  convergeIterates,
  evaluationStep,
  trainingStep,
} from "../../../src/gloro/programs/index.js";

const classes = 10;

function named(name: string, inputShape: readonly number[]): Network {
  return buildNetwork({ inputShape, layers: architecture(name, inputShape, classes) });
}

const small = named("cnn_2C2F", [28, 28, 1]);

function productsOf(program: Program): readonly Node[] {
  return [...batchProducts(rewriteInPasses(trace(program), tensorflowPasses))];
}

function step(network: Network, loss: LossName, batchSize: number): Program {
  const optimizer = parseOptimizer("adam");
  return trainingStep({ network, loss: parseLoss(loss), optimizer, batchSize });
}

/** Products as text, each with how often it is there. */
function counted(products: readonly Node[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const node of products) {
    const operands = node.inputs.map(printType).join(" ");
    const text = `${node.operation} ${operands} → ${printType(node)}`;
    counts[text] = (counts[text] ?? 0) + 1;
  }
  return counts;
}

describe("batchProducts", () => {
  it("are each layer's product, its filter's gradient, and its input's but for the first layer", () => {
    for (const loss of lossNames)
      assert.deepEqual(
        counted(productsOf(step(small, loss, 32))),
        {
          "conv2d f32[32,28,28,1] f32[4,4,1,16] → f32[32,14,14,16]": 1,
          "conv2d f32[32,14,14,16] f32[4,4,16,32] → f32[32,7,7,32]": 1,
          "matMul f32[32,1568] f32[1568,100] → f32[32,100]": 1,
          "matMul f32[32,100] f32[100,10] → f32[32,10]": 1,
          "matMul f32[32,10] f32[100,10] → f32[32,100]": 1,
          "matMul f32[32,100] f32[1568,100] → f32[32,1568]": 1,
          "conv2dInputGradient f32[32,7,7,32] f32[4,4,16,32] → f32[32,14,14,16]": 1,
          "conv2dFilterGradient f32[32,28,28,1] f32[32,14,14,16] → f32[4,4,1,16]": 1,
          "conv2dFilterGradient f32[32,14,14,16] f32[32,7,7,32] → f32[4,4,16,32]": 1,
          "matMul f32[32,1568] f32[32,100] → f32[1568,100]": 1,
          "matMul f32[32,100] f32[32,10] → f32[100,10]": 1,
        },
        loss,
      );
  });

  it("are as many in batches of as many examples as there are classes, units or channels, or of one", () => {
    for (const batch of [classes, 100, 16, 1])
      for (const loss of lossNames)
        assert.equal(productsOf(step(small, loss, batch)).length, 11, `${loss}, ${batch}`);
  });

  it("are those of a LiResNet's layers, residual branches and all", () => {
    const network = named("liresnet_C6CC2F", [32, 32, 3]);
    // Eight convolutions and two dense layers.
    for (const batch of [classes, 4])
      assert.equal(productsOf(step(network, "emma", batch)).length, 3 * 10 - 1);
  });

  it("are none where nothing is trained", () => {
    const loss = parseLoss("emma");
    for (const program of [
      evaluationStep({ network: small, loss, batchSize: 32 }),
      convergeIterates({ network: small }),
      attackStep({ network: small, objective: "margin", batchSize: 32 }),
    ])
      assert.deepEqual(productsOf(program), [], program.name);
  });
});
