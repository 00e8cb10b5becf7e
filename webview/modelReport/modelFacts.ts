import type { ModelFinding, ModelView } from "../../src/extension/messages.js";
import { percent, significant } from "../charts/numbers.js";

/** What the power method found. */
export type Estimates = Extract<ModelFinding, { type: "estimates" }>;
/** What is proven of the weights. */
export type Bounds = Extract<ModelFinding, { type: "bounds" }>;

export type Fact = readonly [name: string, text: string];

/** What a report says of a model at first sight. */
export function modelFacts(
  model: ModelView,
  estimates: Estimates | undefined,
  bounds: Bounds | undefined,
): Fact[] {
  const { epsilon, relaxation, frozen, run, python, members } = model;
  const best = run?.best;
  return [
    ["ε", epsilon === null ? "none" : significant(epsilon)],
    ["certifies", certifies(relaxation)],
    ["input", model.inputShape.join(" × ")],
    ["classes", String(model.classes)],
    ["parameters", model.parameters.toLocaleString("en")],
    ["L_sub, proven", bounds ? significant(bounds.subLipschitz, 6) : "…"],
    ["L_sub, estimated", estimates ? significant(estimates.subLipschitz, 6) : "…"],
    ["frozen", frozen === null ? "no" : significant(frozen, 6)],
    ["written by", model.writtenBy],
    [
      "loaded by",
      ["GloRo for VS Code", ...python.loadedBy.map((one) => `gloro ${one}`)].join(", "),
    ],
    ["file", fileSize(model.bytes)],
    ...(members.length > 0 ? [["also in the file", members.join(", ")] as const] : []),
    ...(run ? [["run", run.name] as const] : []),
    ...(best
      ? [
          ["clean accuracy", percent(best.cleanAccuracy ?? NaN)] as const,
          ["VRA, estimated", `${percent(best.vra ?? NaN)}, after epoch ${best.epoch}`] as const,
        ]
      : []),
  ];
}

function certifies(relaxation: ModelView["relaxation"]): string {
  if (!relaxation) return "the predicted class";
  const { k, affinitySets } = relaxation;
  if (affinitySets === 0) return `the top k classes, k ≤ ${k}`;
  return `the top classes, within one of ${affinitySets} affinity sets`;
}

const unit = 1024;

function fileSize(bytes: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB"];
  const power = Math.min(
    units.length - 1,
    Math.floor(Math.log(Math.max(1, bytes)) / Math.log(unit)),
  );
  return `${significant(bytes / unit ** power, 3)} ${units[power] ?? ""}`;
}

/** The table of layers: how they are built, and how far their constants are known; − where there is none. */
export function layerRows(
  { layers }: ModelView,
  estimates: Estimates | undefined,
  bounds: Bounds | undefined,
): (string | number)[][] {
  const proven = new Map(bounds?.layers.map((layer) => [layer.name, layer]));
  return [
    ["layer", "kind", "output", "parameters", "at least", "estimate", "proven bound", "method"],
    ...layers.map(({ name, kind, outputShape, parameters }) => {
      const bound = proven.get(name);
      const estimate = estimates?.layers[name] ?? (bound && estimates ? 1 : NaN);
      return [
        ...[name, kind, outputShape.join(" × "), parameters.toLocaleString("en")],
        ...[bound?.atLeast ?? NaN, estimate, bound?.bound ?? NaN, bound?.method ?? ""],
      ];
    }),
  ];
}
