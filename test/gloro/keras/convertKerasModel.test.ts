import assert from "node:assert/strict";
import { convertKerasModel, convertTopology } from "../../../src/gloro/keras/index.js";
import { initialState } from "../../../src/gloro/initialise.js";
import { buildNetwork } from "../../../src/gloro/network.js";
import {
  converge,
  convergeIterates,
  lipschitzStep,
  logitsStep,
} from "../../../src/gloro/programs/index.js";
import { assertClose } from "../close.js";
import { runEagerly, valuesOf } from "../eager.js";
import { pythonModels } from "./pythonModels.js";

describe("convertKerasModel", () => {
  for (const model of pythonModels.filter(({ weights }) => weights.length > 0)) {
    const { weights, ...config } = convertKerasModel(model);
    const network = buildNetwork(config);

    it(`computes Python's logits: ${model.name}`, () => {
      const program = logitsStep({ network, batchSize: model.x.shape[0]! });
      const { outputs } = runEagerly(program, weights, { images: model.x });
      assertClose(valuesOf(outputs, "logits"), model.logits.flat(), 1e-5, "logits");
    });

    if (model.subLipschitz !== undefined) {
      const expected = model.subLipschitz;
      it(`bounds the network as Python does: ${model.name}`, async () => {
        let state = { ...initialState(network, 1), ...weights };
        const settle = convergeIterates({ network });
        await converge(
          () => {
            const round = runEagerly(settle, state, {});
            state = { ...state, ...round.state };
            return Promise.resolve(valuesOf(round.outputs, "lipschitz"));
          },
          { tolerance: 1e-6, maxRounds: 60 },
        );
        const { outputs } = runEagerly(lipschitzStep({ network }), state, {});
        assertClose(valuesOf(outputs, "subLipschitz"), [expected], 1e-3, "subLipschitz");
      });
    }
  }

  it("gives the network that the library trained its weights' shapes", () => {
    const { topology } = pythonModels.find(({ name }) => name === "mnist_2c2f_frozen")!;
    const shapes = Object.entries(buildNetwork(convertTopology(topology)).parameters);
    assert.deepEqual(
      shapes.map(([name, { shape }]) => `${name} ${shape.join("×")}`),
      [
        "conv2d/kernel 4×4×1×16",
        "conv2d/bias 16",
        "conv2d_1/kernel 4×4×16×32",
        "conv2d_1/bias 32",
        "dense_3/kernel 1568×100",
        "dense_3/bias 100",
        "dense_4/kernel 100×10",
        "dense_4/bias 10",
      ],
    );
  });
});
