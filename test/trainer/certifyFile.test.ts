import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { certifyFile } from "../../src/trainer/certifyFile.js";
import { gloro } from "../cli/gloro.js";

const mnistNet = fileURLToPath(
  new URL("../fixtures/gloronet/mnist_2c2f_frozen.gloronet", import.meta.url),
);

interface CertificateDocument {
  readonly isProven: boolean;
  readonly vra: number;
  readonly model: {
    readonly lipschitz_constant: readonly (readonly number[])[];
    readonly sub_lipschitz: number;
    readonly epsilon: number;
    readonly layers: readonly Record<string, unknown>[];
  };
  readonly inputs: readonly {
    readonly logits: readonly number[];
    readonly prediction: number;
    readonly label: number;
    readonly certified_radius: number | null;
    readonly estimated_radius: number;
  }[];
}

async function documentOf(...options: string[]): Promise<CertificateDocument> {
  const { code, out } = await gloro(
    ...["certify", mnistNet, "--data", "mnist", "--json", ...options],
  );
  assert.equal(code, 0);
  return JSON.parse(out) as CertificateDocument;
}

describe("certifyFile", () => {
  it("loses no more than 0.001 of the VRA to rounding in any order, on MNIST", async () => {
    const sums = "inAnyOrder";
    const result = await certifyFile(mnistNet, { data: "mnist", epsilons: [0.3, 0.1], sums });
    const { vra, vraAt, withoutRounding, estimated, closerLooks } = result;
    assert.ok(withoutRounding && closerLooks > 0);
    for (const [radius, counted] of Object.entries({ ...vraAt, ε: vra })) {
      const without = { ...withoutRounding.vraAt, ε: withoutRounding.vra }[radius]!;
      const estimate = { ...estimated.vraAt, ε: estimated.vra }[radius]!;
      assert.ok(counted < without && without <= estimate, `${counted}, ${without}, ${estimate}`);
      assert.ok(estimate - counted <= 0.001, `${counted} against ${estimate} at ${radius}`);
    }
    // Python froze 6.3237, below the truth.
    assert.ok(result.model.subLipschitz > 6.337, `${result.model.subLipschitz}`);
  });

  it("loses less where sums are in blocks, and needs fewer closer looks", async () => {
    const [inBlocks, inAnyOrder] = [
      await certifyFile(mnistNet, { data: "mnist", epsilons: [0.3] }),
      await certifyFile(mnistNet, { data: "mnist", epsilons: [0.3], sums: "inAnyOrder" }),
    ];
    assert.ok(inBlocks.vra > inAnyOrder.vra && inBlocks.vra <= inBlocks.withoutRounding!.vra);
    assert.ok(4 * inBlocks.closerLooks < inAnyOrder.closerLooks);
    for (const [index, { certifiedRadius }] of inBlocks.points.entries()) {
      const wider = inAnyOrder.points[index]!.certifiedRadius!;
      // A closer look at one of the two may prove more than norms do at the other.
      assert.ok(certifiedRadius! >= wider * (1 - 1e-3), `input ${index}`);
    }
  });

  it("tells other programs of every layer and every input", async () => {
    const { model, inputs, vra, isProven } = await documentOf("--epsilon", "0.3");
    assert.ok(isProven && model.epsilon === 0.3);
    assert.equal(model.lipschitz_constant.length, 10);
    model.lipschitz_constant.forEach((row, j) => {
      assert.equal(row[j], -1);
      assert.ok(
        row.every((constant, i) => i === j || constant === model.lipschitz_constant[i]![j]),
      );
    });
    for (const layer of model.layers) {
      assert.deepEqual(Object.keys(layer), [
        "name",
        "kind",
        "bound",
        "estimate",
        "method",
        "rounding",
      ]);
    }
    const robust = inputs.filter(
      ({ prediction, label, certified_radius: radius }) => prediction === label && radius! > 0.3,
    );
    assert.equal(robust.length / inputs.length, vra);
    for (const { logits, prediction, certified_radius, estimated_radius } of inputs) {
      assert.equal(logits.length, 10);
      assert.equal(logits.indexOf(Math.max(...logits)), prediction);
      assert.ok(certified_radius! <= estimated_radius, `${certified_radius}, ${estimated_radius}`);
    }
  });

  it("proves nothing where it takes estimates alone, and says so", async () => {
    const { model, inputs, isProven } = await documentOf("--quick", "--epsilon", "0.3");
    assert.ok(!isProven && inputs.every(({ certified_radius: radius }) => radius === null));
    assert.ok(model.layers.every(({ bound }) => bound === null));
    const { out } = await gloro("certify", mnistNet, "--data", "mnist", "--quick");
    assert.match(out, /NOTHING IS PROVEN/);
  });

  it("asks for the data of a file", async () => {
    const { code, err } = await gloro("certify", mnistNet);
    assert.ok(code !== 0 && err.includes("--data mnist"), err);
  });
});
