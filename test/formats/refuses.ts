import assert from "node:assert/strict";
import { GloroError } from "../../src/gloro/errors.js";
import { GloronetError } from "../../src/formats/gloronetError.js";

/** That a file is refused, by its name, for this reason. */
export async function refusesFile(
  reading: Promise<unknown>,
  file: string,
  reason: string | RegExp,
) {
  await assert.rejects(reading, (error) => {
    assert.ok(error instanceof GloronetError, String(error));
    assert.ok(error.message.startsWith(file), error.message);
    says(error.message, reason);
    return true;
  });
}

/** That a part of a file is refused for this reason. */
export function refuses(read: () => unknown, reason: string | RegExp): void {
  assert.throws(read, (error) => {
    assert.ok(error instanceof GloroError, String(error));
    says(error.message, reason);
    return true;
  });
}

function says(message: string, reason: string | RegExp): void {
  if (typeof reason === "string") assert.ok(message.includes(reason), message);
  else assert.match(message, reason);
  assert.ok(message.endsWith(".") && !message.includes("\n"), `one sentence: ${message}`);
}
