import assert from "node:assert/strict";
import { installedEngine } from "../../../src/engine/tensorflow/installedEngine.js";
import { hasTensorflow } from "../installedEngines.js";

if (hasTensorflow)
  describe("installedEngine", () => {
    it("forbids TF32 to NVIDIA's libraries, and to XLA beside what its flags say", () => {
      const { XLA_FLAGS } = process.env;
      try {
        process.env["XLA_FLAGS"] = "--xla_cpu_enable_fast_math=false";
        installedEngine();
        assert.equal(process.env["NVIDIA_TF32_OVERRIDE"], "0");
        const given = process.env["XLA_FLAGS"];
        assert.equal(given, "--xla_cpu_enable_fast_math=false");
        for (let time = 0; time < 2; time++) installedEngine({ xla: true });
        assert.equal(process.env["XLA_FLAGS"], `${given} --xla_gpu_enable_triton_gemm=false`);
      } finally {
        if (XLA_FLAGS === undefined) delete process.env["XLA_FLAGS"];
        else process.env["XLA_FLAGS"] = XLA_FLAGS;
      }
    });
  });
