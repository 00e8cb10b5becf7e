import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readNvidiaGpu } from "../../src/engine/nvidiaGpu.js";

describe("readNvidiaGpu", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gloro-gpu-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** What a `nvidia-smi` that writes `text` is read as. */
  function read(text: string, environment: NodeJS.ProcessEnv = {}) {
    const script = `#!/bin/sh\nprintf '%s\\n' "$@" > ${folder}/asked\nprintf '%s\\n' '${text}'\n`;
    writeFileSync(join(folder, "nvidia-smi"), script, { mode: 0o755 });
    return readNvidiaGpu({ PATH: folder, ...environment });
  }

  it("reads the first card's name, memory, use and driver", async () => {
    const text = "NVIDIA H100 80GB HBM3, 12345, 81559, 87, 550.54.15\nNVIDIA L4, 1, 2, 3, 4";
    assert.deepEqual(await read(text), {
      name: "NVIDIA H100 80GB HBM3",
      memoryUsedBytes: 12345 * 2 ** 20,
      memoryTotalBytes: 81559 * 2 ** 20,
      utilization: 0.87,
      driver: "550.54.15",
    });
  });

  it("asks for the card that this process sees first", async () => {
    const asked = () => readFileSync(join(folder, "asked"), "utf8").trim().split("\n");
    const columns = "--query-gpu=name,memory.used,memory.total,utilization.gpu,driver_version";
    const form = "--format=csv,noheader,nounits";
    await read("x, 1, 2, 3, 4");
    assert.deepEqual(asked(), [columns, form]);
    await read("x, 1, 2, 3, 4", { CUDA_VISIBLE_DEVICES: "3,1" });
    assert.deepEqual(asked(), [columns, form, "--id=3"]);
  });

  it("takes a card that does not tell its use", async () => {
    const reading = await read("Tesla M10, 10, 8129, [N/A], 470.1");
    assert.equal(reading?.memoryTotalBytes, 8129 * 2 ** 20);
    assert.ok(!("utilization" in reading));
  });

  it("finds nothing where the program is not there, fails, or says something else", async () => {
    assert.equal(await readNvidiaGpu({ PATH: folder }), undefined);
    assert.equal(await read("No devices were found"), undefined);
    writeFileSync(join(folder, "nvidia-smi"), "#!/bin/sh\nexit 9\n", { mode: 0o755 });
    assert.equal(await readNvidiaGpu({ PATH: folder }), undefined);
  });
});
