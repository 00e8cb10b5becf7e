import assert from "node:assert/strict";
import { loosestGuarantee, strictestGuarantee } from "../../../src/gloro/relaxations/index.js";

const guarantees = [1, 0, 1, 0, 1, 1, 0, 1, 0, 0, 0, 0];

describe("loosestGuarantee and strictestGuarantee", () => {
  it("are the largest and the smallest k that holds, and −1 where none does", () => {
    assert.deepEqual(Array.from(loosestGuarantee(guarantees, 3)), [3, 3, 2, -1]);
    assert.deepEqual(Array.from(strictestGuarantee(guarantees, 3)), [1, 2, 2, -1]);
  });
});
