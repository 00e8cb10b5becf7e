import { t } from "@vscode/l10n";
import { duration, missing, moment, percent, significant } from "../charts/numbers.js";
import type { MetricsView } from "../../src/extension/dashboard/messages.js";
import type { RunPhase, RunRow } from "../../src/extension/rows/messages.js";
import { phaseTexts } from "../page/phaseTexts.js";

/** What a cell holds: what is sorted by, filtered by and written as CSV. */
export type CellValue = string | number | boolean | undefined;

/** A column of the table. */
export interface Column {
  /** What filters call it: `vra`, `config.epsilon`. */
  readonly id: string;
  readonly title: string;
  /** More of it than its title. */
  readonly hint: string;
  readonly width: Width;
  readonly isNumeric: boolean;
  readonly value: (row: RunRow) => CellValue;
  /** The value as it is shown. */
  readonly text: (row: RunRow) => string;
}

/** As the style sheet has them. */
type Width = "number" | "narrow" | "wide";

type Metric = Exclude<keyof MetricsView, "epoch">;

const metrics = {
  vra: "vra",
  clean: "cleanAccuracy",
  rejected: "rejectionRate",
  loss: "loss",
} as const;

const prefix = "config.";

/** The columns that there are of some runs: those of every run, then the keys of their configs by name. */
export function columnsOf(rows: Iterable<RunRow>): ReadonlyMap<string, Column> {
  const keys = new Set<string>();
  for (const { config } of rows) for (const key in config) keys.add(key);
  const all = [...fixedColumns(), ...[...keys].sort().map(configColumn)];
  return new Map(all.map((column) => [column.id, column]));
}

/** A key of the configs, by its path. */
export function configColumn(key: string): Column {
  // A key of a stranger may be called as what every object has.
  const value = ({ config }: RunRow) =>
    Object.hasOwn(config, key) ? (config[key] ?? undefined) : undefined;
  return {
    id: `${prefix}${key}`,
    title: key,
    hint: t("{0} of the run's config", key),
    width: "narrow",
    isNumeric: false,
    value,
    text: (row) => {
      const shown = value(row);
      return typeof shown === "number" ? significant(shown, 6) : String(shown ?? missing);
    },
  };
}

/** Whether a column is of a key of the configs. */
export function isOfConfig(id: string): boolean {
  return id.startsWith(prefix);
}

function fixedColumns(): Column[] {
  return [
    textColumn("name", t("Name"), t("What the run is called"), "wide", ({ name }) => name),
    {
      ...textColumn("state", t("State"), t("What the run does"), "narrow", ({ phase }) => phase),
      text: ({ phase }) => phaseText(phase),
    },
    ...metricColumns("best"),
    numberColumn(
      "best.epoch",
      t("Best epoch"),
      t("The epoch with the best VRA"),
      ({ best }) => best?.epoch,
      (epoch) => significant(epoch),
    ),
    ...metricColumns("latest"),
    numberColumn(
      "epoch",
      t("Epoch"),
      t("Epochs done"),
      ({ epoch }) => epoch,
      (epoch) => String(Math.floor(epoch)),
    ),
    numberColumn(
      "time",
      t("Time"),
      t("Seconds of training since the run was last started"),
      ({ seconds }) => seconds,
      duration,
    ),
    numberColumn(
      "step",
      t("Step"),
      t("Milliseconds that a step takes"),
      ({ msPerStep }) => msPerStep,
      (ms) => t("{0} ms", significant(ms, 3)),
    ),
    {
      ...configColumn("engine"),
      id: "engine",
      title: t("Engine"),
      hint: t("The engine that the config asks for"),
    },
    {
      ...textColumn("created", t("Begun"), t("When, in UTC"), "narrow", ({ created }) => created),
      text: ({ created }) => (created === undefined ? missing : moment(created)),
    },
    textColumn("notes", t("Notes"), t("What people say of the run"), "wide", ({ notes }) => notes),
    textColumn("message", t("Message"), t("Why the run failed"), "wide", ({ message }) => message),
    textColumn("id", t("Id"), t("The run's folder"), "wide", ({ id }) => id),
  ];
}

function metricColumns(of: "best" | "latest"): Column[] {
  const [start, end] =
    of === "best" ? (["", t("at the best VRA")] as const) : (["end.", t("at the end")] as const);
  const titles: { [M in keyof typeof metrics]: string } = {
    vra: t("VRA"),
    clean: t("Clean"),
    rejected: t("Rejected"),
    loss: t("Loss"),
  };
  return (Object.keys(metrics) as (keyof typeof metrics)[]).map((name) =>
    numberColumn(
      `${start}${name}`,
      of === "best" ? titles[name] : t("{0} at the end", titles[name]),
      t("{0}, {1}", titles[name], end),
      (row) => row[of]?.[metrics[name] satisfies Metric] ?? undefined,
      name === "loss" ? (loss) => significant(loss) : percent,
    ),
  );
}

function textColumn(
  id: string,
  title: string,
  hint: string,
  width: Width,
  value: (row: RunRow) => string | undefined,
): Column {
  // A message or notes may have lines.
  const text = (row: RunRow) => (value(row) ?? missing).replaceAll(/\s+/g, " ");
  return { id, title, hint, width, isNumeric: false, value, text };
}

function numberColumn(
  id: string,
  title: string,
  hint: string,
  value: (row: RunRow) => number | undefined,
  format: (value: number) => string,
): Column {
  const text = (row: RunRow) => {
    const found = value(row);
    return found === undefined ? missing : format(found);
  };
  return { id, title, hint, width: "number", isNumeric: true, value, text };
}

function phaseText(phase: RunPhase): string {
  return phaseTexts()[phase];
}
