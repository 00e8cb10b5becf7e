import assert from "node:assert/strict";
import { decodeArray } from "../../../src/data/arrays/decodeArray.js";
import type { ElementType } from "../../../src/data/arrays/elementTypes.js";
import { bytesOf, counting, idxFile, npyFile } from "../arrayFiles.js";

describe("decodeArray", () => {
  it("reads IDX bytes that are known", () => {
    const bytes = Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 10, 11, 12, 13, 14, 255);
    const array = decodeArray(bytes, "file");
    assert.deepEqual([array.shape, array.kind], [[2, 3], "integer"]);
    assert.deepEqual([...array.values], [10, 11, 12, 13, 14, 255]);
  });

  it("reads the big-endian numbers of IDX", () => {
    const shorts = Uint8Array.of(0, 0, 0x0b, 1, 0, 0, 0, 2, 0x01, 0x02, 0xff, 0xfe);
    assert.deepEqual([...decodeArray(shorts, "file").values], [258, -2]);
    const float = Uint8Array.of(0, 0, 0x0d, 1, 0, 0, 0, 1, 0x3f, 0xc0, 0, 0);
    assert.deepEqual([...decodeArray(float, "file").values], [1.5]);
  });

  it("reads an array that NumPy wrote, byte by byte", () => {
    const header = "{'descr': '<i2', 'fortran_order': False, 'shape': (2, 2), }";
    const bytes = Buffer.concat([
      Buffer.from("\x93NUMPY\x01\x00\x76\x00", "latin1"),
      Buffer.from(header.padEnd(117) + "\n"),
      Buffer.from([1, 0, 2, 0, 3, 0, 0xff, 0xff]),
    ]);
    const array = decodeArray(bytes, "file");
    assert.deepEqual(
      [array.shape, [...array.values]],
      [
        [2, 2],
        [1, 2, 3, -1],
      ],
    );
  });

  const samples: { readonly [K in ElementType]: readonly [string, Uint8Array, number[]] } = {
    b1: ["|b1", Uint8Array.of(0, 1, 2), [0, 1, 1]],
    u1: ["|u1", Uint8Array.of(0, 7, 255), [0, 7, 255]],
    i1: ["|i1", bytesOf(Int8Array.of(-128, 0, 127)), [-128, 0, 127]],
    u2: ["<u2", bytesOf(Uint16Array.of(0, 65535)), [0, 65535]],
    i2: ["<i2", bytesOf(Int16Array.of(-2, 258)), [-2, 258]],
    u4: ["<u4", bytesOf(Uint32Array.of(2 ** 32 - 1)), [2 ** 32 - 1]],
    i4: ["<i4", bytesOf(Int32Array.of(-5, 2 ** 30)), [-5, 2 ** 30]],
    u8: ["<u8", bytesOf(BigUint64Array.of(9n, 2n ** 40n)), [9, 2 ** 40]],
    i8: ["<i8", bytesOf(BigInt64Array.of(-9n, 2n ** 40n)), [-9, 2 ** 40]],
    f4: ["<f4", bytesOf(Float32Array.of(0.5, -1.25)), [0.5, -1.25]],
    f8: ["<f8", bytesOf(Float64Array.of(Math.PI)), [Math.PI]],
  };
  for (const [type, [descr, data, values]] of Object.entries(samples)) {
    it(`reads NumPy's ${type} in versions 1 to 3, in both byte orders`, () => {
      for (const version of [1, 2, 3]) {
        const array = decodeArray(npyFile(descr, [values.length], data, { version }), "file");
        assert.deepEqual([...array.values], values, `version ${version}`);
      }
      const width = data.length / values.length;
      const swapped = Buffer.concat(
        values.map((_, index) =>
          Buffer.from(data.subarray(index * width, (index + 1) * width)).reverse(),
        ),
      );
      const bigEndian = npyFile(descr.replace("<", ">"), [values.length], swapped);
      assert.deepEqual([...decodeArray(bigEndian, "file").values], values);
    });
  }

  it("turns Fortran order into C order", () => {
    const [a, b, c] = [2, 3, 4];
    const stored = new Uint8Array(a * b * c);
    const expected: number[] = [];
    for (let i = 0; i < a; i++) {
      for (let j = 0; j < b; j++) {
        for (let k = 0; k < c; k++) {
          stored[i + a * j + a * b * k] = 100 * i + 10 * j + k;
          expected.push(100 * i + 10 * j + k);
        }
      }
    }
    const bytes = npyFile("|u1", [a, b, c], stored, { fortranOrder: true });
    assert.deepEqual([...decodeArray(bytes, "file").values], expected);
  });

  it("says how many bytes a file cut short should have, at every length", () => {
    for (const whole of [idxFile([2, 3], counting(6)), npyFile("|u1", [6], counting(6))]) {
      for (let length = 8; length < whole.length; length++) {
        assert.throws(
          () => decodeArray(whole.subarray(0, length), "file"),
          (error: Error) =>
            error.name === "GloroError" &&
            /(\d+ bytes were expected; \d+ were found|takes \d+ bytes, it holds \d+)/.test(
              error.message,
            ) &&
            error.message.includes(String(length)),
          `${length} of ${whole.length} bytes`,
        );
      }
    }
  });

  it("refuses bytes after the array", () => {
    assert.throws(
      () => decodeArray(idxFile([2], counting(3)), "file"),
      /claims the shape 2, so 10 bytes were expected; 11 were found/,
    );
  });

  it("refuses absurd sizes before it takes memory for them", () => {
    const huge = 2 ** 32 - 1;
    for (const bytes of [
      idxFile([huge, huge, huge], counting(4)),
      npyFile("<f8", [1e12, 28, 28], counting(4)),
      npyFile("|u1", Array<number>(20).fill(1e20), counting(4)),
    ]) {
      assert.throws(
        () => decodeArray(bytes, "file"),
        /\d+ bytes were expected|Infinity bytes were/,
      );
    }
  });

  it("names what it cannot read", () => {
    assert.throws(() => decodeArray(Buffer.from("<html>"), "page"), /page is neither an IDX file/);
    assert.throws(() => decodeArray(new Uint8Array(), "empty"), /empty is neither an IDX file/);
    for (const descr of ["<f2", "<c8", "|O", "<U3", "toString"]) {
      assert.throws(
        () => decodeArray(npyFile(descr, [1], counting(8)), "file"),
        /arrays of b1, u1, .* are read/,
        descr,
      );
    }
    const version9 = npyFile("|u1", [1], counting(1));
    version9[6] = 9;
    assert.throws(() => decodeArray(version9, "file"), /NumPy file of version 9/);
  });
});
