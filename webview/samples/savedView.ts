import { everything } from "./sampleOrder.js";
import type { SampleFilter, SampleSort, SortKey } from "./sampleOrder.js";

/** What a page of samples remembers over a reload of the window. */
export interface SavedView {
  /** By these the extension opens it again; empty before they are known. */
  readonly file: string;
  readonly data: string;
  /** NaN before the model's own is known. */
  readonly epsilon: number;
  readonly filter: SampleFilter;
  readonly sort: SampleSort;
  /** The example whose details are shown; −1 for none. */
  readonly opened: number;
}

export const newView: SavedView = {
  file: "",
  data: "",
  epsilon: NaN,
  filter: everything,
  sort: { key: "place", isDescending: false },
  opened: -1,
};

const answers = ["all", "right", "wrong"] as const satisfies SampleFilter["answer"][];
const certified = ["all", "certified", "rejected"] as const satisfies SampleFilter["certified"][];
const keys = [
  "place",
  "radius",
  "label",
  "prediction",
  "answer",
] as const satisfies readonly SortKey[];

/** What was saved, as far as it can be read; the rest is as on a new page. */
export function readView(saved: unknown): SavedView {
  const view = fieldsOf(saved);
  const [filter, sort] = [fieldsOf(view.filter), fieldsOf(view.sort)];
  return {
    file: typeof view.file === "string" ? view.file : "",
    data: typeof view.data === "string" ? view.data : "",
    epsilon: typeof view.epsilon === "number" ? view.epsilon : NaN,
    filter: {
      label: indexOr(filter.label),
      prediction: indexOr(filter.prediction),
      answer: oneOf(answers, filter.answer),
      certified: oneOf(certified, filter.certified),
    },
    sort: { key: oneOf(keys, sort.key), isDescending: sort.isDescending === true },
    opened: indexOr(view.opened),
  };
}

type Fields = Partial<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? value : {};
}

/** The value where it is one of these, else the first. */
function oneOf<T extends string>(values: readonly [T, ...T[]], value: unknown): T {
  return values.find((each) => each === value) ?? values[0];
}

function indexOr(value: unknown): number {
  return Number.isInteger(value) ? Math.max(-1, Number(value)) : -1;
}
