import * as tf from "@tensorflow/tfjs-core";
import { forward } from "../../src/gloro/forward.js";
import { assertClose } from "./close.js";
import { numbers, tensors } from "./eager.js";
import { smallNetworks } from "./networks.js";
import { randomValues, sizeOf } from "./random.js";
import { example, referenceForward } from "./reference.js";
import { float64, randomState } from "./state.js";

describe("forward", () => {
  for (const [name, network] of Object.entries(smallNetworks)) {
    it(`computes the logits of the network ${name} as naive Float64 loops do`, () => {
      for (const seed of [1, 2, 3]) {
        const state = randomState(network, seed);
        const images = randomValues(2 * sizeOf(network.inputShape), seed + 10);
        const expected = [0, 1].flatMap((n) =>
          referenceForward(network, float64(state), example(network, images, n)),
        );
        const logits = numbers(() =>
          forward(network, tensors(state), tf.tensor(images, [2, ...network.inputShape])),
        );
        assertClose(logits, expected, 1e-5, `seed ${seed}`);
      }
    });
  }
});
