import assert from "node:assert/strict";
import { commands } from "../../src/cli/commands/index.js";
import { gloro } from "./gloro.js";

describe("runCli", () => {
  it("names every command in its help, and exits with 0", async () => {
    const { code, out } = await gloro("--help");
    assert.equal(code, 0);
    for (const name of Object.keys(commands)) assert.match(out, new RegExp(`^  ${name} `, "m"));
  });

  for (const [name, { examples }] of Object.entries(commands)) {
    it(`shows examples in the help of ${name}`, async () => {
      const { code, out } = await gloro(name, "--help");
      assert.equal(code, 0);
      for (const [line] of examples) assert.ok(out.includes(line), `"${line}" in ${out}`);
    });
  }

  for (const [args, advice] of [
    [["trian"], "unknown command 'trian'\n(Did you mean train?)"],
    [["train", "--engin", "eager"], "unknown option '--engin'\n(Did you mean --engine?)"],
    [
      ["train", "x", "--engine", "gpu"],
      "Allowed choices are auto, onnx-cpu, onnx-webgpu, tensorflow, eager.",
    ],
    [["bench", "--steps", "0"], "Write a whole number from 1 on."],
    [["attack", "x.gloronet"], "Name the data: x.gloronet --data mnist"],
    [["certify", "last", "--epsilon", "0.1,x"], "such as 0.1,36/255."],
    [["certify"], "missing required argument 'run'"],
    [
      ["export", "x.gloronet", "--to", "tflite"],
      "Allowed choices are onnx, keras, tfjs, gloronet.",
    ],
    [["export", "x.gloronet", "--to", "onnx", "--python", "HEAD"], "goes with --to gloronet only"],
    [["freeze", "x.h5"], "Import it first: gloro import x.h5"],
    [
      ["import", "x.gloronet", "-o", "y.gloronet", "--epsilon", "1"],
      "is none of .h5, .json, .safetensors, which import reads",
    ],
    [["import", "x.h5", "-o", "y.h5", "--epsilon", "1"], "does not end in .gloronet"],
    [["import", "x.h5", "-o", "y.gloronet", "--epsilon", "0"], "Write positive numbers"],
    [["completion", "tcsh"], "Allowed choices are bash, zsh, fish."],
    [["train"], "Name a config to train, or a run with --resume."],
    [["train", "x.json", "--resume", "last"], "A resumed run keeps its config"],
    [["train", "--resume", "last", "--devices", "2"], "A resumed run keeps its config"],
    [["train", "no-such-file.json"], "no-such-file.json:1: cannot be read"],
    [["evaluate", "last", "--runs", "/nowhere"], "There are no runs in /nowhere."],
    [["init", "--recipe", "mnits"], 'Unknown recipe "mnits". Known: '],
    [["bench", "--architecture", "cnn_9"], 'Unknown architecture "cnn_9". Known: cnn_2C2F'],
  ] as const) {
    it(`exits with 2 and advice after: gloro ${args.join(" ")}`, async () => {
      const { code, out, err } = await gloro(...args);
      assert.deepEqual({ code, out }, { code: 2, out: "" });
      assert.ok(err.includes(advice), err);
    });
  }

  it("lists no runs as an empty JSON document", async () => {
    const { code, out } = await gloro("runs", "--runs", "/nowhere", "--json");
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), []);
  });

  it("times training steps in JSON", async () => {
    const { code, out } = await gloro(
      ...["bench", "--input", "8,8,1", "--classes", "3", "--batch", "2", "--steps", "3"],
      ...["--steps-per-call", "2", "--engine", "eager", "--json"],
    );
    assert.equal(code, 0);
    const measured = JSON.parse(out) as Record<string, unknown>;
    assert.deepEqual(Object.keys(measured), [
      "engine",
      "architecture",
      "batch",
      "steps_per_call",
      "ms_per_step",
      "steps",
    ]);
    assert.equal(measured["steps"], 4, "whole calls");
    assert.equal(measured["engine"], "eager");
    const times = measured["ms_per_step"] as { min: number; p10: number; median: number };
    assert.ok(times.min > 0 && times.min <= times.p10 && times.p10 <= times.median, out);
  });

  it("describes every engine in JSON", async () => {
    const { code, out } = await gloro("engines", "--json");
    assert.equal(code, 0);
    const engines = JSON.parse(out) as { name: string; available: boolean }[];
    assert.ok(engines.find(({ name }) => name === "eager")?.available, out);
  });
});
