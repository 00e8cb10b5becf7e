import { atLeast, atMost } from "./drawing/bounds.js";
import type { Certificate, CertifiedModel } from "../trainer/certificate.js";
import { guaranteeRows } from "./drawing/guaranteeRows.js";
import { percent, significant } from "./drawing/numbers.js";
import { radiusHistogram } from "./drawing/radiusHistogram.js";
import { table } from "./drawing/table.js";

/** `gloro certify` for people. */
export function certificateReport(
  subject: string,
  certificate: Certificate,
  columns: number,
): string[] {
  const { data, examples, epsilon, histogram, isProven, assumptions } = certificate;
  return [
    `${subject}, on ${examples} test examples of ${data}:`,
    ...(isProven ? [] : ["", "QUICK: ESTIMATES ONLY, NOTHING IS PROVEN."]),
    "",
    ...layerTable(certificate.model),
    "",
    ...accuracyTable(certificate),
    "",
    `${isProven ? "Certified" : "Estimated"} radii of the correct predictions:`,
    ...radiusHistogram(histogram, epsilon, columns),
    "",
    ...(isProven ? ["Proven of the network as float32 computes it, if:"] : []),
    ...assumptions.map((assumption) => `- ${assumption}`),
  ];
}

function accuracyTable(certificate: Certificate): string[] {
  const { epsilon, isProven, withoutRounding, estimated } = certificate;
  const { cleanAccuracy, rejectionRate, guarantees, vra, vraAt } = certificate;
  const others = Object.entries(vraAt).filter(([radius]) => Number(radius) !== epsilon);
  const beside = (of: (each: typeof estimated) => number | undefined): string[] =>
    isProven
      ? [withoutRounding, estimated].map((each) => {
          const share = each && of(each);
          return share === undefined ? "" : percent(share);
        })
      : [];
  return table(
    [
      { heading: "", align: "left" },
      { heading: isProven ? "proven" : "estimate", align: "right" },
      ...(isProven
        ? ([
            { heading: "without rounding", align: "right" },
            { heading: "estimate", align: "right" },
          ] as const)
        : []),
    ],
    [
      ["clean accuracy", percent(cleanAccuracy)],
      [`VRA at ε ${significant(epsilon)}`, percent(vra), ...beside((each) => each.vra)],
      ...others.map(([radius, share]) => [
        `VRA at ${significant(Number(radius))}`,
        percent(share),
        ...beside((each) => each.vraAt[radius]),
      ]),
      ...guaranteeRows(guarantees),
      ["rejected (⊥)", percent(rejectionRate)],
    ],
  );
}

function layerTable({ layers, subLipschitz }: CertifiedModel): string[] {
  const isProven = layers.every(({ bound }) => bound !== undefined);
  return table(
    [
      { heading: "layer", align: "left" },
      { heading: isProven ? "Lipschitz ≤" : "", align: "right" },
      { heading: isProven ? "≥" : "estimate", align: "right" },
      { heading: "method", align: "left" },
    ],
    [
      ...layers.map(({ name, bound, estimate, method }) => [
        name,
        bound === undefined ? "" : atMost(bound),
        atLeast(estimate),
        method,
      ]),
      isProven
        ? ["product", atMost(subLipschitz), "", ""]
        : ["product", "", atLeast(subLipschitz), ""],
    ],
  );
}
