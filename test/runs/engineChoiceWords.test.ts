import assert from "node:assert/strict";
import { choiceReasons } from "../../src/runs/engineChoice.js";
import { tellEngineChoice } from "../../src/runs/engineChoiceWords.js";
import { untranslated } from "../../src/runs/translate.js";

describe("tellEngineChoice", () => {
  const measured = [
    { engine: "onnx-cpu", msPerStep: 14.512 },
    { engine: "tensorflow", msPerStep: 12.08 },
    { engine: "onnx-webgpu", why: "it took longer than the 60 s it was given." },
  ];

  it("tells the times, that of the engine first, and why one has none", () => {
    assert.equal(
      tellEngineChoice({ name: "tensorflow", reason: "fastest", measured }, untranslated),
      "auto chose tensorflow: 12.1 ms a step; onnx-cpu 14.5; onnx-webgpu is out, it took longer than the 60 s it was given.",
    );
  });

  it("says nothing of an engine that the config names, and something for each reason", () => {
    assert.equal(tellEngineChoice({ name: "eager" }, untranslated), undefined);
    const told = choiceReasons.map((reason) =>
      tellEngineChoice({ name: "onnx-cpu", reason, measured }, untranslated),
    );
    for (const sentence of told) assert.match(sentence ?? "", /^auto .*onnx-cpu.*\.$/);
    assert.equal(new Set(told).size, choiceReasons.length);
  });
});
