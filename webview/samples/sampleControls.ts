import { t } from "@vscode/l10n";
import { significant } from "../charts/numbers.js";
import { element } from "../page/element.js";
import type { SavedView } from "./savedView.js";

/** What is chosen of the examples: which, in what order, and at what ε. */
export class SampleControls {
  readonly root: HTMLElement;
  private readonly slider = element("input", {
    type: "range",
    id: "epsilon",
    min: "0",
    step: "any",
  });
  private readonly epsilon = element("output", { for: "epsilon" });
  private view: SavedView;

  constructor(
    view: SavedView,
    classNames: readonly string[],
    private readonly onChange: (view: SavedView) => void,
  ) {
    this.view = view;
    this.slider.addEventListener("input", () => {
      this.change({ epsilon: this.slider.valueAsNumber });
    });
    const classes = [[t("all"), "-1"], ...classNames.map((name, index) => [name, String(index)])];
    const { filter, sort } = view;
    this.root = element(
      "div",
      { class: "controls" },
      element("div", {}, element("label", { for: "epsilon" }, "ε"), this.slider, this.epsilon),
      this.choice("certified", t("At ε"), filter.certified, [
        [t("all"), "all"],
        [t("certified"), "certified"],
        [t("not certified"), "rejected"],
      ]),
      this.choice("answer", t("Answer"), filter.answer, [
        [t("all"), "all"],
        [t("right"), "right"],
        [t("wrong"), "wrong"],
      ]),
      this.choice("label", t("Label"), String(filter.label), classes),
      this.choice("prediction", t("Predicted"), String(filter.prediction), classes),
      this.choice("sort", t("Sort by"), sort.key, [
        [t("order in the data"), "place"],
        [t("certified radius"), "radius"],
        [t("label"), "label"],
        [t("prediction"), "prediction"],
        [t("right or wrong"), "answer"],
      ]),
      this.choice("direction", t("Direction"), sort.isDescending ? "down" : "up", [
        [t("ascending"), "up"],
        [t("descending"), "down"],
      ]),
    );
  }

  /** Shows what is chosen; ε runs up to the largest radius. */
  show(view: SavedView, largest: number): void {
    this.view = view;
    this.slider.max = String(largest);
    this.slider.value = String(view.epsilon);
    this.showEpsilon();
  }

  private showEpsilon(): void {
    this.epsilon.textContent = significant(this.view.epsilon, 3);
  }

  private choice(
    id: string,
    text: string,
    chosen: string,
    options: readonly (readonly string[])[],
  ): HTMLElement {
    const select = element(
      "select",
      { id },
      ...options.map(([name = "", value = ""]) => element("option", { value }, name)),
    );
    select.value = chosen;
    select.addEventListener("change", () => {
      this.take(id, select.value);
    });
    return element("div", {}, element("label", { for: id }, text), select);
  }

  private take(id: string, value: string): void {
    const { filter, sort } = this.view;
    const isClass = id === "label" || id === "prediction";
    if (id === "sort") this.change({ sort: { ...sort, key: value as typeof sort.key } });
    else if (id === "direction") this.change({ sort: { ...sort, isDescending: value === "down" } });
    else this.change({ filter: { ...filter, [id]: isClass ? Number(value) : value } });
  }

  private change(changes: Partial<SavedView>): void {
    this.view = { ...this.view, ...changes };
    this.showEpsilon();
    this.onChange(this.view);
  }
}
