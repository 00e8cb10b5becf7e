import assert from "node:assert/strict";
import { appendFileSync, writeFileSync } from "node:fs";
import { readMetrics } from "../../src/runs/readMetrics.js";
import { runPaths } from "../../src/runs/runPaths.js";
import { exampleRun, stepsLine } from "./exampleRun.js";
import { temporaryFolder } from "./temporaryFolder.js";

describe("readMetrics", () => {
  it("leaves an unfinished line for the next read, wherever it is cut", () => {
    const line = JSON.stringify({ ...stepsLine(1), lipschitz: { größe: 2 } }) + "\n";
    const bytes = Buffer.from(line + line);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const { folder } = exampleRun(temporaryFolder());
      writeFileSync(runPaths.metrics(folder), bytes.subarray(0, cut));
      const first = readMetrics(folder);
      appendFileSync(runPaths.metrics(folder), bytes.subarray(cut));
      const second = readMetrics(folder, { fromByte: first.nextByte });
      assert.equal(first.lines.length + second.lines.length, 2, `cut at ${cut}`);
      assert.equal(second.nextByte, bytes.length, `cut at ${cut}`);
    }
  });

  it("starts over when the file got shorter", () => {
    const { folder } = exampleRun(temporaryFolder());
    const line = JSON.stringify(stepsLine(1)) + "\n";
    writeFileSync(runPaths.metrics(folder), line);
    const read = readMetrics(folder, { fromByte: 5000 });
    assert.deepEqual(read, {
      lines: [stepsLine(1)],
      nextByte: line.length,
      inLongLine: false,
      hasMore: false,
      rewound: true,
    });
  });

  it("reads null as not a number", () => {
    const { folder } = exampleRun(temporaryFolder());
    const line = JSON.stringify({ ...stepsLine(1), loss: Infinity }) + "\n";
    writeFileSync(runPaths.metrics(folder), line);
    const [read] = readMetrics(folder).lines;
    assert.ok(read?.type === "steps" && Number.isNaN(read.loss));
  });

  it("names the byte of a line that is not one of metrics", () => {
    const { folder } = exampleRun(temporaryFolder());
    const path = runPaths.metrics(folder);
    const line = JSON.stringify(stepsLine(1)) + "\n";
    writeFileSync(path, `${line}{"type":"steps"}\n`);
    assert.throws(
      () => readMetrics(folder),
      (error) => {
        assert.ok(error instanceof Error);
        assert.equal(error.name, "RunFormatError");
        assert.ok(error.message.startsWith(`${path}, byte ${line.length}: step: `), error.message);
        return true;
      },
    );
    writeFileSync(path, "\n");
    assert.throws(() => readMetrics(folder), { name: "RunFormatError" });
  });

  it("passes over a broken line where somebody takes it", () => {
    const { folder } = exampleRun(temporaryFolder());
    const line = JSON.stringify(stepsLine(1)) + "\n";
    writeFileSync(runPaths.metrics(folder), `${line}not JSON\n${line}`);
    const broken: string[] = [];
    const onBroken = ({ path }: { path: string }) => broken.push(path);
    const { lines } = readMetrics(folder, { onBroken });
    assert.deepEqual(lines, [stepsLine(1), stepsLine(1)]);
    assert.deepEqual(broken, [`${runPaths.metrics(folder)}, byte ${line.length}`]);
  });

  it("reads piece by piece, and passes over a line that is longer than a piece, once", () => {
    const { folder } = exampleRun(temporaryFolder());
    const path = runPaths.metrics(folder);
    const line = (step: number) => JSON.stringify(stepsLine(step)) + "\n";
    writeFileSync(path, `${line(1)}${line(2)}${"x".repeat(5000)}\n${line(3)}`);
    for (const atMostBytes of [250, 300, 1000, 4999]) {
      const broken: string[] = [];
      const onBroken = ({ message }: Error) => broken.push(message);
      const steps: number[] = [];
      let read = readMetrics(folder, { atMostBytes, onBroken });
      for (;;) {
        steps.push(...read.lines.map(({ step }) => step));
        if (!read.hasMore) break;
        const { nextByte: fromByte, inLongLine } = read;
        read = readMetrics(folder, { fromByte, inLongLine, atMostBytes, onBroken });
      }
      assert.deepEqual(steps, [1, 2, 3], `${atMostBytes}`);
      const at = line(1).length + line(2).length;
      assert.deepEqual(broken, [`${path}, byte ${at}: the line is over ${atMostBytes} bytes.`]);
      assert.deepEqual([read.inLongLine, read.unfinished], [false, undefined]);
    }
  });
});
