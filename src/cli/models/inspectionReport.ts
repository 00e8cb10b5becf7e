import type { Relaxation } from "../../gloro/relaxations/index.js";
import { verdictText } from "../../model/files/frozenCheck.js";
import type { FrozenCheck } from "../../model/files/frozenCheck.js";
import type { Inspection } from "../../model/files/inspectModel.js";
import { significant } from "../drawing/numbers.js";
import type { Paint } from "../drawing/paint.js";
import { table } from "../drawing/table.js";
import { readerLines } from "./readerLines.js";

/** `gloro inspect` for people. */
export function inspectionReport(inspection: Inspection, paint: Paint): string[] {
  const { file, writtenBy, epsilon, relaxation, subLipschitz, frozen, head } = inspection;
  return [
    `${paint.bold(file)}, written by ${writtenBy}`,
    "",
    ...layerTable(inspection),
    "",
    ...table(
      [
        { heading: "net", align: "left" },
        { heading: "", align: "left" },
      ],
      [
        ["ε", epsilon === undefined ? "none" : significant(epsilon)],
        ["certifies", relaxation ? relaxationText(relaxation) : "the predicted class"],
        ["classes", String(inspection.classes)],
        ["parameters", String(inspection.parameters)],
        ["L_sub", `${shown(subLipschitz)}, estimated`],
        [head.layer, `${shown(head.largestMarginConstant)}, the head's steepest margin`],
        ["frozen", frozen ? shown(frozen.subLipschitz) : "no"],
      ],
    ),
    ...(frozen ? [verdictInk[frozen.verdict](paint)(verdictText(frozen))] : []),
    "",
    ...readerLines(inspection.python),
  ];
}

function layerTable({ layers }: Inspection): string[] {
  return table(
    [
      { heading: "layer", align: "left" },
      { heading: "kind", align: "left" },
      { heading: "output", align: "left" },
      { heading: "parameters", align: "right" },
      { heading: "Lipschitz", align: "right" },
    ],
    layers.map(({ name, kind, outputShape, parameters, lipschitz }) => [
      name,
      kind,
      outputShape.join("×"),
      String(parameters),
      lipschitz === undefined ? "–" : shown(lipschitz),
    ]),
  );
}

function relaxationText(relaxation: Relaxation): string {
  switch (relaxation.kind) {
    case "rtk":
      return `the top k classes, k ≤ ${relaxation.k}`;
    case "affinity":
      return `the top classes, within one of ${relaxation.sets.length} affinity sets`;
  }
}

/** The ink of each verdict. */
const verdictInk: {
  [V in FrozenCheck["verdict"]]: (paint: Paint) => (text: string) => string;
} = {
  matches: ({ green }) => green,
  below: ({ red }) => red,
  above: ({ yellow }) => yellow,
};

const digits = 6;
const shown = (constant: number): string => significant(constant, digits);
