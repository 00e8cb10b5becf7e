import assert from "node:assert/strict";
import { TileStore } from "../../../webview/samples/tileStore.js";

/** A store, what it asks for, and an answer to the latest question: each tile holds its example. */
function store(count: number, size = 1) {
  const asked: (readonly number[])[] = [];
  const tiles = new TileStore(count, size, (examples) => asked.push(examples));
  const answer = () => {
    const examples = asked.at(-1)!;
    const pixels = new Uint8Array(examples.length * size);
    for (const [index, example] of examples.entries()) pixels[index * size] = example;
    tiles.receive(examples, pixels);
  };
  return { tiles, asked, answer };
}

describe("TileStore", () => {
  it("asks for what can be seen, then for the rest, one lot after the other", () => {
    const { tiles, asked, answer } = store(600, 2);
    tiles.want([7, 3]);
    tiles.want([9]);
    assert.deepEqual(asked, [[7, 3]], "one question at a time");
    answer();
    assert.deepEqual(asked[1], [9]);
    answer();
    assert.equal(asked[2]!.length, 512);
    answer();
    assert.equal(asked[3]!.length, 600 - 512 - 3);
    answer();
    assert.equal(asked.length, 4, "all are there");
    assert.deepEqual([...tiles.get(9)!], [9, 0]);
    const all = new Set(asked.flat());
    assert.equal(all.size, 600);
  });

  it("leaves what nobody sees of large data where it is", () => {
    const { tiles, asked, answer } = store(1000, 2 ** 16);
    tiles.want([5]);
    answer();
    assert.deepEqual(asked, [[5]]);
  });

  it("drops what came first where memory would grow, and asks for it again", () => {
    const { tiles, asked, answer } = store(10_000, 2 ** 20);
    for (let example = 0; example < 100; example++) {
      tiles.want([example]);
      answer();
    }
    assert.equal(tiles.get(0), undefined);
    assert.ok(tiles.get(99));
    tiles.want([0]);
    assert.deepEqual(asked.at(-1), [0]);
  });

  it("asks again once somebody scrolls, where tiles could not be had", () => {
    const { tiles, asked } = store(10);
    tiles.want([1]);
    tiles.receive([1], null);
    assert.equal(asked.length, 1);
    tiles.want([1]);
    assert.deepEqual(asked, [[1], [1]]);
  });
});
