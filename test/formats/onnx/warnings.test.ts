import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { ModelWriter } from "../../../src/formats/onnx/modelWriter.js";
import { onnxModel } from "../../../src/formats/onnx/onnxModel.js";
import type { RelaxationConfig } from "../../../src/gloro/relaxations/index.js";
import { exampleNetworks } from "../../engine/exampleNetworks.js";
import { randomState } from "../../gloro/state.js";

/** Loads the models that come in as JSON, by onnxruntime with its warnings on; it prints them itself. */
const loader = `
  const ort = require("onnxruntime-node");
  const models = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
  (async () => {
    for (const model of models)
      await ort.InferenceSession.create(Buffer.from(model, "base64"), { logSeverityLevel: 2 });
  })();
`;

/** What onnxruntime prints as it loads models. */
function printed(models: readonly Uint8Array[]): string {
  const input = JSON.stringify(models.map((model) => Buffer.from(model).toString("base64")));
  const { status, stderr } = spawnSync(process.execPath, ["-e", loader], {
    input,
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
  return stderr;
}

describe("onnxModel, loaded by onnxruntime", () => {
  it("makes it warn of nothing", () => {
    const relaxation: RelaxationConfig = { kind: "affinity", sets: [[0, 1]] };
    const models = Object.entries(exampleNetworks).flatMap(([name, network]) =>
      name === "branches"
        ? []
        : [{}, { relaxation }].map((variant) =>
            onnxModel(network, randomState(network, 5), {
              epsilon: 1,
              subLipschitz: 1,
              ...variant,
            }),
          ),
    );
    assert.equal(printed(models), "");
  });

  it("would be seen to make it warn", () => {
    const write = new ModelWriter();
    write.scalar(1, "float32");
    const spec = { shape: ["N"], dtype: "float32" } as const;
    write.copy("x", "y");
    const model = write.encodeModel({
      name: "wasteful",
      inputs: [{ name: "x", ...spec }],
      outputs: [{ name: "y", ...spec }],
    });
    assert.match(printed([model]), /float32:1/);
  });
});
