import assert from "node:assert/strict";
import { columnsOf } from "../../../webview/runsTable/columns.js";
import { FilterError, parseFilter } from "../../../webview/runsTable/filter.js";
import { row, trained } from "./rows.js";

const rows = [
  trained("trades-a", 0.95, 0.3),
  trained("trades-b", 0.85, 0.3),
  trained("emma-c", 0.97, 0.1),
  row("fresh", { phase: "running", notes: "for the paper" }),
];
const columns = columnsOf(rows);
const passing = (text: string) => rows.filter(parseFilter(text, columns)).map(({ id }) => id);
const problem = (text: string) => {
  try {
    parseFilter(text, columns);
    return "";
  } catch (error) {
    assert.ok(error instanceof FilterError);
    return error.message;
  }
};

describe("parseFilter", () => {
  const cases: [filter: string, ids: string[]][] = [
    ["", ["trades-a", "trades-b", "emma-c", "fresh"]],
    ['vra > 0.9 && config.epsilon == 0.3 && name ~ "trades"', ["trades-a"]],
    ["vra > 0.9 || state = 'running'", ["trades-a", "emma-c", "fresh"]],
    ['name ~ "TRADES"', ["trades-a", "trades-b"]],
    ['!(name ~ "trades")', ["emma-c", "fresh"]],
    ['name !~ "trades" && notes', ["fresh"]],
    ['config.loss.kind == "sparse_trades_kl"', ["trades-a", "trades-b", "emma-c"]],
    ['config["loss.kind"] ~ "kl"', ["trades-a", "trades-b", "emma-c"]],
    ["vra - end.vra > 0.005", ["trades-a", "trades-b", "emma-c"]],
    ["vra * 2 - 1 >= 0.89 && -config.epsilon < -0.2", ["trades-a"]],
    ["best.epoch <= 3 && config.epsilon * 10 == 1", ["emma-c"]],
    ["!vra", ["fresh"]],
    // What is missing is neither more nor less, and equal to nothing.
    ["vra < 2", ["trades-a", "trades-b", "emma-c"]],
    ["vra >= 0 || vra < 0", ["trades-a", "trades-b", "emma-c"]],
    ["config.epsilon != 0.3", ["emma-c", "fresh"]],
    // A text is never more than a number.
    ["name > 3", []],
  ];
  for (const [filter, ids] of cases) {
    it(`passes ${ids.length} of 4 runs by ${filter || "nothing"}`, () => {
      assert.deepEqual(passing(filter), ids);
    });
  }

  const broken: [filter: string, sentence: RegExp][] = [
    ["vra >", /^At character 6: Expected expression after >\.$/],
    ["(vra > 1", /^At character \d+: Unclosed \(\.$/],
    ["vra 0.9", /need && or \|\| between them/],
    ["VRA > 0.9", /No run has a column VRA\. Is vra meant\?/],
    ["epsilon > 0.1", /No run has a column epsilon\. Is config\.epsilon meant\?/],
    ["colour == 3", /No run has a column colour\.$/],
    ["constructor", /No run has a column constructor\.$/],
    ["name.__proto__", /No run has a column name\.__proto__\.$/],
    ["alert(1)", /A filter compares columns/],
    ["[vra]", /A filter compares columns/],
    ["this", /A filter compares columns/],
    ["vra ? 1 : 2", /A filter compares columns/],
    ["vra % 2", /There is no %: the operators are/],
    ["+vra", /There is no \+/],
    ["name()[0]", /A column is named by words and dots/],
    ["(".repeat(200_000), /cannot be read/],
  ];
  for (const [filter, sentence] of broken) {
    it(`refuses ${filter.slice(0, 20)} in a sentence`, () => {
      assert.match(problem(filter), sentence);
    });
  }
});
