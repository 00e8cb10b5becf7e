import assert from "node:assert/strict";
import { ConfigError } from "../../src/runs/configError.js";
import { parseConfig } from "../../src/runs/parseConfig.js";

/** A config that is right, with a comment in it. */
export const lines = [
  "{",
  '  "data": "mnist", // with a comment',
  '  "architecture": "cnn_2C2F",',
  '  "epsilon": 0.3,',
  '  "loss": "crossentropy",',
  '  "epochs": 12,',
  "}",
];

/** The example with some lines replaced; line 6 is the epochs. */
export function withLines(replaced: Record<number, string>): string {
  return lines.map((line, index) => replaced[index + 1] ?? line).join("\n");
}

/** What parseConfig has against a text and settings. */
export function problemsOf(text: string, settings: string[] = []): string {
  try {
    parseConfig(text, "mnist.gloro.json", settings);
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.message;
  }
  return "no error";
}
