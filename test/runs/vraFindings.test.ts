import assert from "node:assert/strict";
import { untranslated } from "../../src/runs/translate.js";
import type { VraFinding } from "../../src/runs/vraFinding.js";
import { tellFinding } from "../../src/runs/vraFindingWords.js";
import { vraFindings } from "../../src/runs/vraFindings.js";
import { trainedRun } from "./trainedRun.js";

type Example = Parameters<typeof trainedRun>[0];

const at = (epoch: number, change: object) => (each: number) => (each >= epoch ? change : {});

/** What of its numbers keeps a VRA low: the run, and a part of the words. */
const examples: { readonly [K in VraFinding["kind"]]: readonly [Example, RegExp][] } = {
  notFinite: [
    [
      {
        epochs: 2,
        state: {
          status: "failed",
          message: "The training step's loss is not a finite number at step 500, in epoch 3.",
        },
      },
      /epoch 3 /,
    ],
  ],
  collapsed: [
    [{ each: at(11, { train: { cleanAccuracy: 0.112 } }) }, /98\.\d\d% in epoch \d+.* 11\.20%/],
  ],
  radiusNotReached: [
    [{ epochs: 3, state: { status: "running" } }, /After epoch 3 of 12 .* 0\.2475.* in epoch 4\./],
    [{ epochs: 3, state: { status: "stopped" } }, /can be resumed/],
    [{ config: { trainingEpsilon: 0.2 } }, /0\.2, .* trainingEpsilon of 0\.3 .* never gets there/],
  ],
  smallMargins: [
    [
      {
        each: () => ({
          evaluation: {
            cleanAccuracy: 0.93,
            vra: 0.61,
            rejectionRate: 0.37,
            histogram: { edges: [0, 0.3, 0.6], counts: [3200, 6100], wrongCounts: [700, 0] },
          },
        }),
      },
      /93\.00% are right, 61\.00% .* 37\.00% .* certified to 0\.37 or less, ε is 0\.3\..*TRADES/,
    ],
    [
      {
        config: { loss: "sparse_trades_kl.0.1", trainingEpsilon: 0.3 },
        each: () => ({ lambda: 0.1, evaluation: { cleanAccuracy: 0.96, vra: 0.6 } }),
      },
      /larger λ: it is 0\.1 now\. A trainingEpsilon of 1\.1/,
    ],
  ],
  wrongAnswers: [
    [
      {
        each: () => ({
          evaluation: { cleanAccuracy: 0.7, vra: 0.58 },
          train: { cleanAccuracy: 0.72, vra: 0.55 },
        }),
      },
      /30\.00% .* wrong; 12\.00%/,
    ],
  ],
  overfitted: [
    [
      { each: at(9, { evaluation: { cleanAccuracy: 0.962, vra: 0.925 }, train: { vra: 0.981 } }) },
      /VRA is 98\.10% in training and 92\.\d\d% .*none now/,
    ],
    [
      {
        config: { augmentation: "standard" },
        each: () => ({
          evaluation: { cleanAccuracy: 0.94 },
          train: { cleanAccuracy: 0.997 },
        }),
      },
      /99\.70% .* 94\.00% .*standard now/,
    ],
  ],
  stillRising: [
    [
      { each: at(12, { evaluation: { vra: 0.97, cleanAccuracy: 0.985 } }) },
      /95\.19% after epoch 9 and 97\.00%/,
    ],
  ],
  dominantLayer: [
    [
      {
        each: () => ({
          evaluation: {
            lipschitz: { conv2d_1: 1.9, conv2d_2: 1.2, dense_1: 14 },
            subLipschitz: 31.9,
          },
        }),
        config: { powerIterations: 1 },
      },
      /dense_1 multiplies it by 14, the other layers by 1\.51 .* 31\.9/,
    ],
  ],
  laggingEstimates: [
    [{ each: () => ({ evaluation: { subLipschitz: 6.6 } }) }, /5\.745 .* 6\.6 .*than 5/],
  ],
  looseBound: [[{ tightness: { bound: 9.2, atLeast: 2.1 } }, /9\.2; .* 2\.1/]],
};

describe("vraFindings", () => {
  it("are none of a run that went well, nor of one that has not begun", () => {
    assert.deepEqual(vraFindings(trainedRun()), []);
    assert.deepEqual(vraFindings(trainedRun({ tightness: { bound: 6, atLeast: 4.1 } })), []);
    assert.deepEqual(vraFindings(trainedRun({ epochs: 0, state: { status: "queued" } })), []);
  });

  for (const [kind, cases] of Object.entries(examples)) {
    for (const [example, words] of cases) {
      it(`tell of ${kind}: ${words.source}`, () => {
        const found = vraFindings(trainedRun(example));
        const first = found.find((each) => each.kind === kind);
        assert.ok(first, JSON.stringify(found));
        const { finding, numbers, advice } = tellFinding(first, untranslated);
        assert.match(`${finding} ${numbers} ${advice}`, words);
        assert.doesNotMatch(`${finding} ${numbers} ${advice}`, /[{}]|NaN|undefined/);
      });
    }
  }

  it("do not take an accuracy that falls with a growing ε for a collapse", () => {
    const each = (epoch: number) => ({ train: { cleanAccuracy: 0.99 - 0.02 * epoch } });
    const found = vraFindings(trainedRun({ epochs: 6, each, state: { status: "running" } }));
    assert.deepEqual(found, []);
  });

  it("say nothing of what a run's end would tell while it goes on", () => {
    const each = at(12, { evaluation: { vra: 0.97, cleanAccuracy: 0.985 } });
    assert.deepEqual(vraFindings(trainedRun({ each, state: { status: "running" } })), []);
  });

  it("stand even where nobody checked the schedule, or no margin was counted", () => {
    const empty = { edges: [0, 1], counts: [0], wrongCounts: [0] };
    const run = trainedRun({
      config: { epsilonSchedule: "nonsense" },
      each: () => ({ evaluation: { vra: 0, histogram: empty }, train: { vra: 0 } }),
    });
    assert.deepEqual(
      vraFindings(run).map(({ kind }) => kind),
      ["smallMargins"],
    );
  });
});
