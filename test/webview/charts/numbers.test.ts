import assert from "node:assert/strict";
import {
  count,
  percent,
  shortPercent,
  significant,
  writeNumbersIn,
} from "../../../webview/charts/numbers.js";

const written = () => [
  percent(0.9637),
  percent(0),
  shortPercent(0.96),
  shortPercent(0.1234567),
  count(12_345),
  significant(36 / 255),
  significant(1.25e-7),
  significant(12_345.678, 6),
  significant(NaN),
];

describe("numbers", () => {
  afterEach(() => {
    writeNumbersIn("en");
  });

  it("are in English as a paper has them", () => {
    assert.deepEqual(written(), [
      ...["96.37%", "0.00%", "96%", "12.35%", "12,345"],
      ...["0.1412", "1.25e-7", "12345.7", "–"],
    ]);
  });

  it("are written as in the language of the texts", () => {
    writeNumbersIn("de");
    assert.deepEqual(written(), [
      ...["96,37\u00a0%", "0,00\u00a0%", "96\u00a0%", "12,35\u00a0%", "12.345"],
      ...["0,1412", "1,25e-7", "12345,7", "–"],
    ]);
  });

  it("are in English for a tag that is none", () => {
    writeNumbersIn("no such language");
    assert.equal(percent(0.5), "50.00%");
  });
});
