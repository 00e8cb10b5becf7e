import assert from "node:assert/strict";
import type { HostTensor, HostTensors } from "../../src/gloro/program.js";
import { interpret } from "../../src/engine/eager/interpret.js";
import { checkGraph } from "../../src/engine/graph/check.js";
import type { Graph } from "../../src/engine/graph/node.js";
import { inputSpecs } from "./graphOf.js";
import { seededTensors } from "./seededTensors.js";

/** Differences of rounding, relative to the largest entry of a tensor. */
export const roundingTolerance = 1e-5;

/** Asserts equal names, shapes and types; equal integers; floats equal to `tolerance` of the largest. */
export function assertSameTensors(
  actual: HostTensors,
  expected: HostTensors,
  what: string,
  tolerance = roundingTolerance,
): void {
  assert.deepEqual(Object.keys(actual).sort(), Object.keys(expected).sort(), what);
  for (const [name, tensor] of Object.entries(expected))
    assertSameTensor(actual[name]!, tensor, `${what}, ${name}`, tolerance);
}

function assertSameTensor(
  actual: HostTensor,
  expected: HostTensor,
  what: string,
  tolerance: number,
): void {
  assert.deepEqual([...actual.shape], [...expected.shape], `${what}: shape`);
  assert.equal(actual.dtype, expected.dtype, `${what}: type`);
  const finite = Array.from(expected.data, Math.abs).filter(Number.isFinite);
  const allowed =
    expected.dtype === "float32" ? tolerance * finite.reduce((a, b) => Math.max(a, b), 0) : 0;
  expected.data.forEach((value, index) => {
    const found = actual.data[index]!;
    // Infinities and NaN have to be the very same.
    const near = Number.isFinite(value)
      ? Math.abs(found - value) <= allowed
      : Object.is(found, value);
    assert.ok(near, `${what}, entry ${index}: got ${found}, expected ${value} ± ${allowed}`);
  });
}

/** Asserts that a rewritten graph is well formed and computes what it did before, on seeded inputs. */
export function assertSameFunction(
  after: Graph,
  before: Graph,
  what: string,
  inputs: HostTensors = seededTensors(inputSpecs(before), 1),
): void {
  checkGraph(after);
  assertSameTensors(interpret(after, inputs), interpret(before, inputs), what);
}
