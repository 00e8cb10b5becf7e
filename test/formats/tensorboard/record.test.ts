import assert from "node:assert/strict";
import { tensorflowRecord } from "../../../src/formats/tensorboard/record.js";

describe("tensorflowRecord", () => {
  it("frames bytes as TensorBoard's own RecordWriter does", () => {
    const record = tensorflowRecord(Buffer.from("gloro"));
    // From tensorboard 2.15.2: RecordWriter(file).write(b"gloro").
    assert.equal(Buffer.from(record).toString("hex"), "0500000000000000eab2043e676c6f726f7be5024c");
  });
});
