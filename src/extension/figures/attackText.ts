import type { Tightness } from "../../trainer/lipschitzTightness.js";
import type { ModelAttack } from "../inquiries/inquiries.js";
import { shortNumber } from "../runs/runLabel.js";
import type { Translate } from "../translate.js";
import { alignedTable, exactPercent } from "./alignedTable.js";

/** What `gloro attack` says of a model file, as plain text. */
export function attackText(attack: ModelAttack, t: Translate): string {
  const { file, data, examples, steps, restarts, at, cleanAccuracy } = attack;
  return [
    file,
    t("Attacked on {0} test examples of {1}", examples, data),
    t("(L2 projected gradient ascent, {0} starts of {1} steps)", restarts, steps),
    "",
    ...alignedTable([
      ["ε", t("proven (VRA)"), t("under attack")],
      ["0", "", exactPercent(cleanAccuracy)],
      ...at.map(({ epsilon, vra, attackedAccuracy }) => [
        shortNumber(epsilon),
        exactPercent(vra),
        exactPercent(attackedAccuracy),
      ]),
    ]),
    "",
    ...certificateLines(attack, t),
    "",
    ...tightnessLines(attack, t),
    "",
  ].join("\n");
}

const mostNamed = 10;

function certificateLines({ certificates, broken }: ModelAttack, t: Translate): string[] {
  const { attacked } = certificates;
  const summary = t("Certificates attacked: {0}; broken: {1}.", attacked, broken.length);
  if (broken.length === 0) return [summary];
  return [
    summary,
    ...broken
      .slice(0, mostNamed)
      .map(({ example, radius, smallest }) =>
        t("  example {0}: certified to {1}, broken at {2}", example, radius, smallest),
      ),
    ...(broken.length > mostNamed ? [t("  and {0} more", broken.length - mostNamed)] : []),
    t("A certificate that is broken is false: please report this with the model."),
  ];
}

function tightnessLines({ layers, margin }: ModelAttack, t: Translate): string[] {
  const [top, rival] = margin?.classes ?? [];
  const rows = [
    ...layers.filter(({ bound }) => bound !== 1).map((layer) => [layer.name, ...cells(layer)]),
    ...(margin ? [[`y${String(top)} − y${String(rival)}`, ...cells(margin)]] : []),
  ];
  return alignedTable([[t("Lipschitz bound of"), "≤", "≥", t("tightness")], ...rows]);
}

const places = 6;

/** A bound stays one when it is rounded: up from above, down from below. */
function cells({ bound, atLeast, tightness }: Tightness): string[] {
  const scale = 10 ** places;
  return [
    (Math.ceil(bound * scale) / scale).toFixed(places),
    (Math.floor(atLeast * scale) / scale).toFixed(places),
    shortNumber(tightness),
  ];
}
