import type { RunCertificate } from "../trainer/certifyRun.js";
import { atLeast, atMost } from "./drawing/bounds.js";
import { guaranteeRows } from "./drawing/guaranteeRows.js";
import { percent, significant } from "./drawing/numbers.js";
import { radiusHistogram } from "./drawing/radiusHistogram.js";
import { table } from "./drawing/table.js";

/** `gloro certify` for people. */
export function certificateReport(certificate: RunCertificate, columns: number): string[] {
  const { run, checkpoint, epoch, examples, data, epsilon, vraAt } = certificate;
  return [
    `${run}, ${checkpoint} checkpoint (epoch ${epoch}), on ${examples} test examples of ${data}:`,
    "",
    ...layerTable(certificate),
    "",
    ...table(
      [
        { heading: "proven", align: "left" },
        { heading: "", align: "right" },
      ],
      [
        ["clean accuracy", percent(certificate.cleanAccuracy)],
        [`VRA at ε ${significant(epsilon)}`, percent(certificate.vra)],
        ...Object.entries(vraAt)
          .filter(([radius]) => Number(radius) !== epsilon)
          .map(([radius, vra]) => [`VRA at ${significant(Number(radius))}`, percent(vra)]),
        ...guaranteeRows(certificate.guarantees),
        ["rejected (⊥)", percent(certificate.rejectionRate)],
      ],
    ),
    "",
    "Certified radii of the correct predictions:",
    ...radiusHistogram(certificate.histogram, epsilon, columns),
    "",
    "Bounds are proven; rounding in the float32 network that gave the logits is not counted yet.",
  ];
}

function layerTable({ layers, subLipschitz }: RunCertificate): string[] {
  return table(
    [
      { heading: "layer", align: "left" },
      { heading: "Lipschitz ≤", align: "right" },
      { heading: "≥", align: "right" },
      { heading: "method", align: "left" },
    ],
    [
      ...layers.map(({ name, bound, lowerBound, method }) => [
        name,
        atMost(bound),
        atLeast(lowerBound),
        method,
      ]),
      ["product", atMost(subLipschitz), "", ""],
    ],
  );
}
