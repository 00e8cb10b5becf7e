import assert from "node:assert/strict";
import { convergeIterates } from "../../../src/gloro/programs/index.js";
import { assertClose } from "../close.js";
import { runEagerly, valuesOf } from "../eager.js";
import { smallNetworks } from "../networks.js";
import { referenceNorm } from "../reference.js";
import { float64, randomState } from "../state.js";

describe("convergeIterates", () => {
  const network = smallNetworks["convolutions"]!;
  const program = convergeIterates({ network, iterations: 7 });

  it("needs the kernels with an iterate and the iterates, and nothing else", () => {
    assert.deepEqual(Object.keys(program.state), [
      "conv2d_1/kernel",
      "conv2d_2/kernel",
      "conv2d_3/kernel",
      "conv2d_1/iterate",
      "conv2d_2/iterate",
      "conv2d_3/iterate",
    ]);
    assert.deepEqual(program.inputs, {});
  });

  it("raises every norm, reports those of the new iterates, and leaves kernels alone", () => {
    const state = randomState(network, 1);
    const first = runEagerly(program, state, {});
    const second = runEagerly(program, first.state, {});
    const [before, after] = [first, second].map(({ outputs }) => valuesOf(outputs, "lipschitz"));
    assert.ok(
      after!.every((norm, layer) => norm >= before![layer]! * (1 - 1e-6)),
      `${String(before)} ${String(after)}`,
    );
    assertClose(
      after!,
      network.linearMaps.map((map) => referenceNorm(network, map, float64(second.state))),
      1e-5,
      "norms",
    );
    assert.deepEqual(second.state["conv2d_1/kernel"], state["conv2d_1/kernel"]);
  });

  it("has no norms in a network that is only a head", () => {
    const headOnly = convergeIterates({ network: smallNetworks["headOnly"]! });
    assert.deepEqual(valuesOf(runEagerly(headOnly, {}, {}).outputs, "lipschitz"), []);
  });
});
