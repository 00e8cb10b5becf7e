import { t } from "@vscode/l10n";
import type { ModelFinding, ModelView } from "../../src/extension/models/messages.js";
import { count, percent, significant } from "../charts/numbers.js";

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
    ["ε", epsilon === null ? t("none") : significant(epsilon)],
    [t("certifies"), certifies(relaxation)],
    [t("input"), model.inputShape.join(" × ")],
    [t("classes"), count(model.classes)],
    [t("parameters"), count(model.parameters)],
    [t("L_sub, proven"), bounds ? significant(bounds.subLipschitz, 6) : "…"],
    [t("L_sub, estimated"), estimates ? significant(estimates.subLipschitz, 6) : "…"],
    [t("frozen"), frozen === null ? t("no") : significant(frozen, 6)],
    [t("written by"), model.writtenBy],
    [
      t("loaded by"),
      ["GloRo for VS Code", ...python.loadedBy.map((one) => `gloro ${one}`)].join(", "),
    ],
    [t("file"), fileSize(model.bytes)],
    ...(members.length > 0 ? [[t("also in the file"), members.join(", ")] as const] : []),
    ...(run ? [[t("run"), run.name] as const] : []),
    ...(best
      ? [
          [t("clean accuracy"), percent(best.cleanAccuracy ?? NaN)] as const,
          [
            t("VRA, estimated"),
            t("{0}, after epoch {1}", percent(best.vra ?? NaN), best.epoch),
          ] as const,
        ]
      : []),
  ];
}

function certifies(relaxation: ModelView["relaxation"]): string {
  if (!relaxation) return t("the predicted class");
  const { k, affinitySets } = relaxation;
  if (affinitySets === 0) return t("the top k classes, k ≤ {0}", k);
  return affinitySets === 1
    ? t("the top classes, within one affinity set")
    : t("the top classes, within one of {0} affinity sets", affinitySets);
}

const unit = 1024;
const sizes = [
  (size: string) => t("{0} bytes", size),
  (size: string) => t("{0} KiB", size),
  (size: string) => t("{0} MiB", size),
  (size: string) => t("{0} GiB", size),
];

function fileSize(bytes: number): string {
  const power = Math.min(
    sizes.length - 1,
    Math.floor(Math.log(Math.max(1, bytes)) / Math.log(unit)),
  );
  return sizes[power]?.(significant(bytes / unit ** power, 3)) ?? "";
}

/** The table of layers: how they are built, and how far their constants are known; − where there is none. */
export function layerRows(
  { layers }: ModelView,
  estimates: Estimates | undefined,
  bounds: Bounds | undefined,
): (string | number)[][] {
  const proven = new Map(bounds?.layers.map((layer) => [layer.name, layer]));
  return [
    [
      ...[t("layer"), t("kind"), t("output"), t("parameters")],
      ...[t("at least"), t("estimate"), t("proven bound"), t("method")],
    ],
    ...layers.map(({ name, kind, outputShape, parameters }) => {
      const bound = proven.get(name);
      const estimate = estimates?.layers[name] ?? (bound && estimates ? 1 : NaN);
      return [
        ...[name, kind, outputShape.join(" × "), count(parameters)],
        ...[bound?.atLeast ?? NaN, estimate, bound?.bound ?? NaN, bound?.method ?? ""],
      ];
    }),
  ];
}
