import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { runCli } from "../../../src/cli/runCli.js";
import { RecordingTerminal } from "../recordingTerminal.js";

/** The candidates that bash would offer for the last word of a command line. */
function candidates(script: string, ...words: string[]): string[] {
  const program = `
    gloro() { echo "20261122-141530-mnist-2c2f-k3f9"; }
    ${script}
    COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 ))
    _gloro
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const output = execFileSync("bash", ["-c", program, "bash", "gloro", ...words], {
    encoding: "utf8",
  });
  return output.trim().split("\n");
}

describe("bashScript", () => {
  let script: string;

  before(async () => {
    const terminal = new RecordingTerminal();
    assert.equal(await runCli(["completion", "bash"], terminal), 0);
    script = terminal.written.out;
  });

  it("completes commands", () => {
    assert.deepEqual(candidates(script, "tr"), ["train"]);
    assert.deepEqual(candidates(script, "e"), ["evaluate", "export", "engines", "engine"]);
  });

  it("completes the options of a command", () => {
    assert.deepEqual(candidates(script, "train", "--d"), ["--devices", "--detach"]);
    assert.deepEqual(candidates(script, "bench", "--c"), ["--classes"]);
  });

  it("completes the choices of an option and of an argument", () => {
    assert.deepEqual(candidates(script, "train", "--engine", ""), [
      "auto",
      "onnx-cpu",
      "onnx-webgpu",
      "tensorflow",
      "eager",
    ]);
    assert.deepEqual(candidates(script, "completion", "f"), ["fish"]);
    assert.deepEqual(candidates(script, "export", "--to", ""), [
      "onnx",
      "keras",
      "tfjs",
      "gloronet",
    ]);
  });

  it("completes subcommands and their options", () => {
    assert.deepEqual(candidates(script, "runs", "s"), ["show", "stop"]);
    assert.deepEqual(candidates(script, "runs", "stop", "--n"), ["--now", "--no-color"]);
  });

  it("completes the ids of runs", () => {
    assert.deepEqual(candidates(script, "certify", "2026"), ["20261122-141530-mnist-2c2f-k3f9"]);
    assert.deepEqual(candidates(script, "runs", "show", "la"), ["last"]);
  });

  it("leaves files to bash where no word is wanted", () => {
    assert.deepEqual(candidates(script, "train", "--runs", "x"), [""]);
    assert.deepEqual(candidates(script, "inspect", "x"), [""]);
    assert.deepEqual(candidates(script, "freeze", "--out", "x"), [""]);
  });
});
