import type { FileAttack } from "../trainer/attackFile.js";
import type { RunAttack } from "../trainer/attackRun.js";
import type { Tightness } from "../trainer/lipschitzTightness.js";
import { atLeast, atMost } from "./drawing/bounds.js";
import { percent, significant } from "./drawing/numbers.js";
import { table } from "./drawing/table.js";

/** `gloro attack` for people. */
export function attackReport(attack: RunAttack | FileAttack): string[] {
  const { examples, data, steps, restarts, at } = attack;
  return [
    `${subject(attack)}, attacked on ${examples} test examples of ${data}`,
    `(L2 projected gradient ascent, ${restarts} starts of ${steps} steps):`,
    "",
    `clean accuracy  ${percent(attack.cleanAccuracy)}`,
    "",
    ...table(
      [
        { heading: "ε", align: "left" },
        { heading: "proven (VRA)", align: "right" },
        { heading: "under attack", align: "right" },
      ],
      at.map(({ epsilon, vra, attackedAccuracy }) => [
        significant(epsilon),
        percent(vra),
        percent(attackedAccuracy),
      ]),
    ),
    "",
    ...certificateLines(attack),
    "",
    ...tightnessLines(attack),
  ];
}

function subject(attack: RunAttack | FileAttack): string {
  if ("file" in attack) return attack.file;
  return `${attack.run}, ${attack.checkpoint} checkpoint (epoch ${attack.epoch})`;
}

const mostNamed = 10;

function certificateLines({ certificates, inputs }: RunAttack | FileAttack): string[] {
  const { attacked, broken } = certificates;
  const summary = `Certificates attacked at their radius: ${attacked}; broken: ${broken.length}.`;
  if (broken.length === 0) return [summary];
  return [
    summary,
    ...broken.slice(0, mostNamed).map((example) => {
      const { radius = NaN, smallest = NaN } = inputs[example] ?? {};
      return `  test example ${example}: certified within ${radius}, broken at ${smallest}`;
    }),
    ...(broken.length > mostNamed ? [`  and ${broken.length - mostNamed} more (--json)`] : []),
    "A certificate that is broken is false: please report this with the model.",
  ];
}

function tightnessLines({ layers, margin }: RunAttack | FileAttack): string[] {
  const rows = layers
    .filter(({ bound }) => bound !== 1)
    .map(({ name, ...each }) => [name, ...cells(each)]);
  const marginName = margin && `y${margin.classes[0]} − y${margin.classes[1]}, end to end`;
  return table(
    [
      { heading: "Lipschitz bound of", align: "left" },
      { heading: "≤", align: "right" },
      { heading: "≥", align: "right" },
      { heading: "tightness", align: "right" },
    ],
    [...rows, ...(margin && marginName ? [[marginName, ...cells(margin)]] : [])],
  );
}

function cells({ bound, atLeast: below, tightness }: Tightness): string[] {
  return [atMost(bound), atLeast(below), significant(tightness)];
}
