import assert from "node:assert/strict";
import { Matrix, SVD } from "ml-matrix";
import { loadCheckpoint } from "../../src/runs/checkpoint.js";
import type { Run } from "../../src/runs/runFolder.js";
import { certifyRun } from "../../src/trainer/certifyRun.js";
import { vraAt } from "../../src/model/accuracy.js";
import { evaluateCheckpoint, openCheckpoint } from "../../src/trainer/evaluateCheckpoint.js";
import { evaluateRun } from "../../src/trainer/evaluateRun.js";
import { StopSignal } from "../../src/trainer/stopSignal.js";
import { train } from "../../src/trainer/train.js";
import { readMetrics } from "../../src/runs/readMetrics.js";
import { temporaryFolder } from "./temporaryFolder.js";
import { createTinyRun } from "./tinyRun.js";

describe("a trained run", () => {
  const folder = temporaryFolder();
  let run: Run;

  beforeEach(async () => {
    run = createTinyRun(folder.path, { checkpoints: {} });
    await train({ folder: run.folder, stop: new StopSignal(), report: () => undefined });
  });

  it("is evaluated as at the end of its training", async () => {
    const last = readMetrics(run.folder).lines.at(-1);
    assert.ok(last?.type === "epoch" && last.evaluation);
    const { evaluation, classes, examples } = await evaluateRun(run.folder, { checkpoint: "last" });
    const { cleanAccuracy, vra, vraAt, histogram } = last.evaluation;
    assert.deepEqual(
      [evaluation.cleanAccuracy, evaluation.vra, evaluation.vraAt, evaluation.histogram.counts],
      [cleanAccuracy, vra, vraAt, histogram.counts],
    );
    assert.equal(
      classes.reduce((sum, { count }) => sum + count, 0),
      examples,
    );
  });

  it("is certified with bounds that are not below the truth", async () => {
    const certificate = await certifyRun(run.folder, {
      checkpoint: "last",
      epsilons: [0.1, 0.05, 0.2],
    });
    const { tensors } = loadCheckpoint(run.folder, "last");
    const kernel = tensors["dense_1/kernel"];
    assert.ok(kernel);
    const [rows = 0, columns = 0] = kernel.shape;
    const truth = new SVD(Matrix.from1DArray(rows, columns, kernel.data)).norm2;
    const dense = certificate.model.layers.find(({ name }) => name === "dense_1");
    assert.ok(dense && dense.bound! >= truth * (1 - 1e-12), `${dense?.bound} against ${truth}`);
    assert.ok(dense.bound! <= truth * (1 + 1e-6), `${dense.bound} against ${truth}`);

    const estimated = await evaluateRun(run.folder, { checkpoint: "last", radii: [0.05, 0.2] });
    assert.equal(certificate.cleanAccuracy, estimated.evaluation.cleanAccuracy);
    assert.deepEqual(Object.keys(certificate.vraAt), ["0.1", "0.05", "0.2"]);
    assert.ok(certificate.vra <= estimated.evaluation.vra);
    assert.ok(certificate.model.subLipschitz >= estimated.evaluation.subLipschitz * (1 - 1e-6));
  });

  it("that is relaxed is evaluated and certified by its guarantees", async () => {
    for (const relaxation of [
      { kind: "rtk", k: 2 },
      { kind: "affinity", sets: "[0,1][2]" },
    ] as const) {
      const relaxed = createTinyRun(folder.path, { checkpoints: {}, relaxation });
      await train({ folder: relaxed.folder, stop: new StopSignal(), report: () => undefined });
      const last = readMetrics(relaxed.folder).lines.at(-1);
      assert.ok(last?.type === "epoch" && last.evaluation);
      const asked = { checkpoint: "last", radii: [0.05, 0.1] } as const;
      const { evaluation } = await evaluateRun(relaxed.folder, asked);
      assert.deepEqual(evaluation.guarantees, last.evaluation.guarantees);
      assert.equal(evaluation.vra, last.evaluation.vra);

      const certificate = await certifyRun(relaxed.folder, {
        checkpoint: "last",
        epsilons: [0.1, 0.05],
      });
      for (const { guarantees = {}, rejectionRate, vra, vraAt } of [evaluation, certificate]) {
        const shares = Object.values(guarantees).reduce((sum, share) => sum + share, 0);
        assert.ok(Math.abs(shares + rejectionRate - 1) < 1e-12, `${shares}, ${rejectionRate}`);
        assert.deepEqual(Object.keys(guarantees), ["1", "2"]);
        assert.equal(vraAt["0.1"], vra);
        assert.ok(vraAt["0.05"]! >= vra && vra > 0);
      }
      assert.ok(certificate.vra <= evaluation.vra);
      assert.ok(certificate.rejectionRate >= evaluation.rejectionRate);
      const counted = certificate.histogram.counts.reduce((sum, count) => sum + count, 0);
      assert.ok(counted >= certificate.vra * certificate.examples);
    }
  });

  it("that is relaxed has a VRA no lower than without, of one network", async () => {
    const relaxation = { kind: "rtk", k: 2 } as const;
    const relaxed = createTinyRun(folder.path, { checkpoints: {}, relaxation });
    await train({ folder: relaxed.folder, stop: new StopSignal(), report: () => undefined });
    const last = await openCheckpoint(relaxed.folder, "last");
    const predictions = await evaluateCheckpoint(last, "onnx-cpu", (underWay) => underWay);
    const plain = { ...predictions, relaxed: undefined };
    const rise = [0, 0.05, 0.1, 0.2].map(
      (radius) => vraAt(predictions, radius) - vraAt(plain, radius),
    );
    assert.ok(rise.every((each) => each >= 0) && rise.some((each) => each > 0), rise.join());
  });

  it("has no checkpoint before it was trained", async () => {
    const { folder: untrained } = createTinyRun(folder.path);
    await assert.rejects(certifyRun(untrained), { name: "NoCheckpointError" });
  });
});
