import { GloroError, UnknownWordError } from "../errors.js";
import type { Metric, MetricName } from "./metric.js";

type PlainName = Exclude<MetricName, "topKAccuracy">;

/** The metrics without settings, by their own names and by those of the Python library. */
const words: Readonly<Record<string, PlainName>> = {
  cleanAccuracy: "cleanAccuracy",
  clean_acc: "cleanAccuracy",
  vra: "vra",
  rejectionRate: "rejectionRate",
  rejection_rate: "rejectionRate",
  rtkVra: "rtkVra",
  rtk_vra: "rtkVra",
  affinityVra: "affinityVra",
  affinity_vra: "affinityVra",
};

const topKPattern = /^(?:topKAccuracy|top_k_clean_acc|top_(\d+)_clean_acc)$/;

/**
 * The metric that a text names, as the Python library does: `clean_acc`, `vra`, `rejection_rate`,
 * `top_3_clean_acc`, `rtk_vra`, `affinity_vra`; `_sparse` or `_cat` after it says how labels are
 * written there and means nothing here. `top_k_clean_acc` takes its k from the options. Throws
 * UnknownWordError for another name, GloroError for a k that is missing or no whole number from 1.
 */
export function parseMetric(text: string, { k }: { readonly k?: number } = {}): Metric {
  const word = text.replace(/_(?:sparse|cat)$/, "");
  const topK = topKPattern.exec(word);
  if (topK) return { name: "topKAccuracy", k: checkedK(topK[1] ? Number(topK[1]) : k, text) };
  const name = Object.hasOwn(words, word) ? words[word] : undefined;
  if (!name) {
    throw new UnknownWordError("metric", text, [...Object.keys(words), "top_3_clean_acc"]);
  }
  return { name };
}

function checkedK(k: number | undefined, text: string): number {
  if (k !== undefined && Number.isInteger(k) && k >= 1) return k;
  throw new GloroError(
    `Metric "${text}" needs a whole number k from 1 on, got ${k ?? "none"}. Write for example ` +
      `"top_3_clean_acc".`,
  );
}
