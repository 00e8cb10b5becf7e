import assert from "node:assert/strict";
import {
  parseGloronetConfig,
  printGloronetConfig,
} from "../../../src/formats/gloronet/gloronetConfig.js";
import type { GloronetConfig } from "../../../src/formats/gloronet/gloronetFile.js";
import { refuses } from "../refuses.js";

const parse = (text: string) => parseGloronetConfig(Buffer.from(text));

/** As Python's json.dump writes it, and what it means. */
const configs: [string, GloronetConfig][] = [
  [
    '{"epsilon": 0.10000000149011612, "num_iterations": 5}',
    { dialect: "1.1.1", epsilon: 0.10000000149011612, numIterations: 5 },
  ],
  [
    '{"epsilon": 2.0, "k": 3, "num_iterations": 7}',
    { dialect: "1.1.1", epsilon: 2, k: 3, numIterations: 7 },
  ],
  [
    '{"epsilon": 1e-07, "_lc_frozen": true, "_hardcoded_lc": 3.0}'.replace("e-07", "e-7"),
    { dialect: "HEAD", epsilon: 1e-7, frozen: { lipschitz: 3 } },
  ],
  [
    '{"epsilon": 0.5, "_lc_frozen": false, "_hardcoded_lc": 1.0, "affinity_sets": ' +
      '"AffinitySet: [\\n  [0, 1]\\n  [2]]"}',
    { dialect: "HEAD", epsilon: 0.5, affinitySets: [[0, 1], [2]] },
  ],
  ['{"epsilon": 0.5}', { dialect: "ours", epsilon: 0.5 }],
  ['{"epsilon": 0.5, "k": 2}', { dialect: "ours", epsilon: 0.5, k: 2 }],
  [
    '{"epsilon": 0.5, "affinity_sets": [[0,1],[2]]}',
    { dialect: "ours", epsilon: 0.5, affinitySets: [[0, 1], [2]] },
  ],
];

describe("config.json", () => {
  for (const [text, config] of configs) {
    it(`reads and writes ${text}`, () => {
      assert.deepStrictEqual(parse(text), config);
      assert.equal(printGloronetConfig(config), text);
    });
  }

  it("takes the size of a frozen constant, which Python may store as negative", () => {
    const { frozen } = parse('{"epsilon": 1, "_lc_frozen": true, "_hardcoded_lc": -2.5}');
    assert.deepEqual(frozen, { lipschitz: 2.5 });
  });

  it("forgets the constant of a net that is not frozen: it is from another time", () => {
    const config = parse('{"epsilon": 1, "_lc_frozen": false, "_hardcoded_lc": 2.5}');
    assert.deepEqual(config, { dialect: "HEAD", epsilon: 1 });
  });

  const epsilons: [string, string][] = [
    ["NaN", 'holds NaN for "epsilon", where a finite number must stand.'],
    ["Infinity", 'holds Infinity for "epsilon"'],
    ["1e999", "epsilon must be a finite number"],
    ['"0.3"', 'epsilon must be a finite number, but config.json holds "0.3".'],
    ["null", "epsilon must be a finite number, but config.json holds null."],
    ["0", "epsilon must be greater than 0 and at most 1000000, but config.json holds 0."],
    ["-0.3", "but config.json holds -0.3."],
    ["1000001", "but config.json holds 1000001."],
  ];
  const refused: [string, string][] = [
    ...epsilons.map(([text, reason]): [string, string] => [`{"epsilon": ${text}}`, reason]),
    ["{}", "config.json has no epsilon."],
    ["[0.3]", "config.json is not a JSON object."],
    ["null", "config.json is not a JSON object."],
    ['{"epsilon": 1, "eps": 1}', 'config.json has the unknown key "eps". Known: epsilon, k,'],
    ['{"epsilon": 1, "__proto__": 1}', 'the unknown key "__proto__"'],
    ['{"epsilon": 1, "toString": 1}', 'the unknown key "toString"'],
    ['{"epsilon": 1, "k": 0}', "k must be a whole number from 1 on, but config.json holds 0."],
    ['{"epsilon": 1, "k": 1.5}', "k must be a whole number"],
    ['{"epsilon": 1, "k": "3"}', "k must be a whole number"],
    ['{"epsilon": 1, "k": 2, "affinity_sets": "[0]"}', "has both k and affinity_sets"],
    ['{"epsilon": 1, "affinity_sets": "0"}', "Affinity sets must be written like"],
    ['{"epsilon": 1, "num_iterations": 0}', "num_iterations must be a whole number from 1 on"],
    ['{"epsilon": 1, "_lc_frozen": 1}', "_lc_frozen must be true or false"],
    ['{"epsilon": 1, "_lc_frozen": true}', "its constant _hardcoded_lc is missing."],
    ['{"epsilon": 1, "_lc_frozen": true, "_hardcoded_lc": 0}', "its constant _hardcoded_lc is 0."],
    ['{"epsilon": 1, "_hardcoded_lc": NaN}', 'holds NaN for "_hardcoded_lc"'],
    ['{"epsilon": 1, "num_iterations": 5, "_lc_frozen": false}', "no release of GloRo loads"],
  ];
  for (const [text, reason] of refused) {
    it(`refuses ${text}`, () => {
      refuses(() => parse(text), reason);
    });
  }

  it("refuses to write what it would not read, or what the dialect cannot say", () => {
    const frozen = { lipschitz: 2 };
    refuses(
      () => printGloronetConfig({ dialect: "HEAD", epsilon: NaN }),
      'holds NaN for "epsilon"',
    );
    refuses(() => printGloronetConfig({ dialect: "ours", epsilon: 1, k: 0 }), "k must be");
    refuses(
      () => printGloronetConfig({ dialect: "1.1.1", epsilon: 1, frozen }),
      "can be stored in the dialect HEAD only, not in 1.1.1.",
    );
  });
});
