import assert from "node:assert/strict";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { readSafetensors, writeSafetensors } from "../../src/formats/safetensors.js";
import type { SafeTensor, Safetensors } from "../../src/formats/safetensors.js";
import { SafetensorsError } from "../../src/formats/safetensorsError.js";

/** A file by hand, as the format's public description says. */
function fileOf(header: string | object, data: number[] = [], length?: number): Uint8Array {
  const text = Buffer.from(typeof header === "string" ? header : JSON.stringify(header));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(length ?? text.length));
  return Buffer.concat([size, text, Buffer.from(data)]);
}

function randomTensor(random: RandomGenerator): SafeTensor {
  const shape = Array.from({ length: uniformInt(random, 0, 3) }, () => uniformInt(random, 0, 4));
  const count = shape.reduce((product, side) => product * side, 1);
  const values = Array.from({ length: count }, () => uniformFloat64(random) * 400 - 200);
  const forms: (() => SafeTensor)[] = [
    () => ({ dtype: "F32", shape, data: Float32Array.from(values) }),
    () => ({ dtype: "I32", shape, data: Int32Array.from(values) }),
    () => ({ dtype: "U8", shape, data: Uint8Array.from(values) }),
    () => ({ dtype: "BOOL", shape, data: Uint8Array.from(values, (value) => Number(value > 0)) }),
  ];
  return forms[uniformInt(random, 0, forms.length - 1)]!();
}

function randomFile(seed: number): Safetensors {
  const random = xoroshiro128plus(seed);
  const count = uniformInt(random, 0, 5);
  const names = ["a", "conv2d_1/kernel", "ü", "__proto__", 'quote"', "z"].slice(0, count);
  return {
    tensors: Object.fromEntries(names.map((name) => [name, randomTensor(random)])),
    metadata: seed % 2 === 0 ? {} : { progress: `{"seed":${seed}}`, "": "⊥" },
  };
}

describe("safetensors", () => {
  it("writes the bytes that the format describes", () => {
    const file = writeSafetensors({
      tensors: {
        b: { dtype: "U8", shape: [3], data: Uint8Array.of(7, 8, 9) },
        a: { dtype: "F32", shape: [1, 2], data: Float32Array.of(1, -2) },
      },
      metadata: { by: "hand" },
    });
    const header =
      '{"__metadata__":{"by":"hand"},' +
      '"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},' +
      '"b":{"dtype":"U8","shape":[3],"data_offsets":[8,11]}}';
    const padded = header.padEnd(Math.ceil(header.length / 8) * 8);
    const data = [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 7, 8, 9];
    assert.deepEqual(Buffer.from(file), fileOf(padded, data));
  });

  it("reads tensors in any order of the header, and at any alignment", () => {
    const header = {
      late: { dtype: "I32", shape: [], data_offsets: [1, 5] },
      early: { dtype: "U8", shape: [1], data_offsets: [0, 1] },
    };
    assert.deepEqual(readSafetensors(fileOf(header, [5, 255, 255, 255, 255]), "f").tensors, {
      late: { dtype: "I32", shape: [], data: Int32Array.of(-1) },
      early: { dtype: "U8", shape: [1], data: Uint8Array.of(5) },
    });
  });

  it("reads back what it wrote", () => {
    for (let seed = 0; seed < 300; seed++) {
      const file = randomFile(seed);
      const read = readSafetensors(writeSafetensors(file), "f");
      assert.deepEqual(
        Object.entries(read.metadata),
        Object.entries(file.metadata),
        `seed ${seed}`,
      );
      const byName = (tensors: Safetensors["tensors"]) =>
        Object.entries(tensors)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, { dtype, shape, data }]) => [name, dtype, shape, [...data]]);
      assert.deepEqual(byName(read.tensors), byName(file.tensors), `seed ${seed}`);
    }
  });

  it("refuses to write values that do not fill their shape", () => {
    const tensors = { w: { dtype: "F32", shape: [2, 2], data: Float32Array.of(1, 2, 3) } } as const;
    assert.throws(() => writeSafetensors({ tensors, metadata: {} }), {
      message: '"w" of shape [2, 2] has 3 values.',
    });
  });

  const tensor = { dtype: "U8", shape: [2], data_offsets: [0, 2] };
  const refused: [what: string, file: Uint8Array, message: string][] = [
    [
      "an empty file",
      Buffer.alloc(0),
      "f: bytes 0 to 8: expected a header's length, found 0 bytes in all.",
    ],
    [
      "a header longer than the file",
      fileOf("{}", [], 3),
      "f: bytes 0 to 8: expected a header of at most 2 bytes, found 3.",
    ],
    [
      "a header of 2^64 - 1 bytes",
      Buffer.concat([Buffer.alloc(8, 0xff), Buffer.from("{}")]),
      "f: bytes 0 to 8: expected a header of at most 2 bytes, found 18446744073709551615.",
    ],
    ["a list", fileOf("[]"), "f: header of 2 bytes: expected a JSON object, found []."],
    [
      "metadata that are no texts",
      fileOf({ __metadata__: { a: 1 } }),
      'f: __metadata__: expected texts by name, found {"a":1}.',
    ],
    [
      "an element type that is not understood",
      fileOf({ w: { ...tensor, dtype: "F8_E4M3" } }, [1, 2]),
      'f: "w": expected dtype (F32, I32, U8, BOOL), shape and data_offsets, found {"dtype":"F8_E4M3","shape":[2],"data_offsets":[0,2]}.',
    ],
    [
      "a negative side",
      fileOf({ w: { ...tensor, shape: [-2] } }, [1, 2]),
      'f: "w": expected dtype (F32, I32, U8, BOOL), shape and data_offsets, found {"dtype":"U8","shape":[-2],"data_offsets":[0,2]}.',
    ],
    [
      "a shape that does not agree with its offsets",
      fileOf({ w: { ...tensor, shape: [3] } }, [1, 2]),
      'f: "w": expected 3 bytes for U8 of shape [3], found 2.',
    ],
    [
      "a shape whose size overflows",
      fileOf({ w: { ...tensor, shape: [2 ** 53 - 1, 2 ** 53 - 1] } }, [1, 2]),
      `f: "w": expected ${(2 ** 53 - 1) ** 2} bytes for U8 of shape [9007199254740991, 9007199254740991], found 2.`,
    ],
    [
      "a hole",
      fileOf({ w: tensor, v: { ...tensor, data_offsets: [3, 5] } }, [1, 2, 3, 4, 5]),
      'f: "v": expected data from byte 2 on, found from 3.',
    ],
    [
      "tensors that overlap",
      fileOf({ w: tensor, v: { ...tensor, data_offsets: [1, 3] } }, [1, 2, 3]),
      'f: "v": expected data from byte 2 on, found from 1.',
    ],
    ["data cut short", fileOf({ w: tensor }, [1]), "f: data: expected 2 bytes, found 1."],
    [
      "data behind the tensors",
      fileOf({ w: tensor }, [1, 2, 3]),
      "f: data: expected 2 bytes, found 3.",
    ],
    [
      "a boolean of 2",
      fileOf({ w: { ...tensor, dtype: "BOOL" } }, [1, 2]),
      'f: "w"[1]: expected 0 or 1, found 2.',
    ],
  ];
  for (const [what, file, message] of refused) {
    it(`refuses ${what}`, () => {
      assert.throws(() => readSafetensors(file, "f"), { name: "SafetensorsError", message });
    });
  }

  it("refuses a header that is not UTF-8, or not JSON", () => {
    for (const bytes of [[0xff, 0xfe], [0x7b], [0xef, 0xbb, 0xbf, 0x7b, 0x7d]]) {
      const file = fileOf("", bytes, bytes.length);
      assert.throws(() => readSafetensors(file, "f"), /expected JSON in UTF-8/);
    }
  });

  it("answers any damage with its own error, or with tensors that are whole", () => {
    let refusals = 0;
    for (let seed = 0; seed < 2000; seed++) {
      const random = xoroshiro128plus(seed);
      const file = writeSafetensors(randomFile(seed % 20));
      const cut = seed % 3 === 0 ? file.slice(0, uniformInt(random, 0, file.length)) : file;
      for (let flips = uniformInt(random, 1, 3); flips > 0 && cut.length > 0; flips--) {
        cut[uniformInt(random, 0, cut.length - 1)]! ^= uniformInt(random, 1, 255);
      }
      try {
        for (const { shape, data } of Object.values(readSafetensors(cut, "f").tensors)) {
          assert.equal(
            data.length,
            shape.reduce((product, side) => product * side, 1),
            `seed ${seed}`,
          );
        }
      } catch (error) {
        assert.ok(error instanceof SafetensorsError, `seed ${seed}: ${String(error)}`);
        refusals++;
      }
    }
    assert.ok(refusals > 500, `only ${refusals} of 2000 were refused`);
  });
});
