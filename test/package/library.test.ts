import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import ts from "typescript";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));

/** The package as its users get it, which `npm run build` made. */
describe("the library in dist", () => {
  before(() => {
    assert.ok(existsSync(`${dist}/library/index.js`), "run `npm run build` first");
  });

  /** What a user bundles, and the packages that the bundle still imports. */
  async function bundle(contents: string): Promise<{ text: string; packages: string[] }> {
    const { outputFiles, metafile } = await build({
      stdin: { contents, resolveDir: dist },
      bundle: true,
      write: false,
      metafile: true,
      format: "esm",
      platform: "node",
      external: ["@tensorflow/*", "onnxruntime-node", "onnx-proto", "sharp", "pure-rand/*"],
    });
    const [output] = Object.values(metafile.outputs);
    return {
      text: outputFiles[0]!.text,
      packages: output!.imports.map(({ path }) => path),
    };
  }

  it("gives who imports a schedule nothing but schedules", async () => {
    const schedule = await bundle('export { parseSchedule } from "gloro-vscode";');
    assert.deepEqual(schedule.packages, []);
    assert.ok(schedule.text.length < 15_000, `${schedule.text.length} characters`);
    const net = await bundle('export { GloroNet } from "gloro-vscode";');
    assert.ok(net.packages.includes("@tensorflow/tfjs-core"));
    assert.ok(net.text.length > 100_000, "else it proves nothing");
  });

  it("runs in plain Node, and prints nothing", async () => {
    const script = `
      import { GloroNet } from "gloro-vscode";
      const layers = [{ kind: "dense", units: 4 }, "relu", { kind: "dense", units: 2 }];
      for (const engine of ["onnx-cpu", "eager"]) {
        const net = await GloroNet.create({ inputShape: [3], layers, epsilon: 0.1, engine });
        net.compile({ loss: "crossentropy" });
        await net.fit([[0, 1, 0], [1, 0, 0]], [0, 1], { epochs: 2 });
        await net.freeze();
        await net.predict([[0, 1, 0]]);
        await net.dispose();
      }
      process.exitCode = 7;`;
    const arguments_ = ["--input-type=module", "--eval", script];
    const ended = promisify(execFile)(process.execPath, arguments_, {
      cwd: dist,
      env: { ...process.env, NODE_OPTIONS: "" },
    });
    await assert.rejects(ended, { code: 7, stdout: "", stderr: "" });
  });

  it("runs the example of the README as it stands", async () => {
    const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
    const [, example] = /^```ts\n([^]*?)^```/m.exec(readme) ?? [];
    assert.ok(example);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--input-type=module", "--eval", example],
      { cwd: dist, env: { ...process.env, NODE_OPTIONS: "" } },
    );
    assert.match(stdout, /clean_acc: (0\.[3-9]|1).*\[ 300, 4 \]/s);
  });

  it("has types that a strict program compiles with", () => {
    const file = `${dist}/typesOfLibrary.ts`;
    const source = `
      import { GloroNet, parseSchedule, TradesScheduler } from "gloro-vscode";
      import type { HostTensor, Network } from "gloro-vscode";
      const net = await GloroNet.create({ inputShape: [3], layers: ["relu"], epsilon: 1 });
      export const network: Network = net.network;
      export const outputs: HostTensor = await net.predict([[1, 2, 3]]);
      await net.fit([[1]], [0], { callbacks: [new TradesScheduler("linear")] });
      export const half: number = parseSchedule("linear", 2, 1).at(1);
      // @ts-expect-error: a dense layer needs its units
      await GloroNet.create({ inputShape: [3], layers: ["dense"], epsilon: 1 });`;
    const options: ts.CompilerOptions = {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: [],
    };
    const host = ts.createCompilerHost(options);
    const plain = host.getSourceFile.bind(host);
    host.getSourceFile = (name, languageVersion) =>
      name === file
        ? ts.createSourceFile(name, source, languageVersion)
        : plain(name, languageVersion);
    const exists = host.fileExists.bind(host);
    host.fileExists = (name) => name === file || exists(name);
    const program = ts.createProgram([file], options, host);
    const problems = ts.getPreEmitDiagnostics(program);
    assert.equal(ts.formatDiagnostics(problems, host), "");
  });
});
