import { t } from "@vscode/l10n";
import { element } from "../page/element.js";

const longestFilter = 2000;
/** While somebody types no sentence interrupts. */
const restMs = 400;

/** The field for the table's filter; what is wrong with it is told beside it. */
export class FilterField {
  readonly root: HTMLElement;
  private readonly field = element("input", {
    type: "text",
    id: "filter",
    spellcheck: "false",
    translate: "no",
    autocomplete: "off",
    maxlength: String(longestFilter),
    placeholder: 'vra > 0.9 && config.epsilon == 0.3 && name ~ "trades"',
    "aria-describedby": "filter-problem",
  });
  private readonly problem = element("p", { id: "filter-problem", role: "status" });
  private told = "";
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor(onChange: (text: string) => void) {
    this.field.addEventListener("input", () => {
      onChange(this.field.value);
    });
    this.root = element(
      "div",
      { class: "filter" },
      element("label", { for: "filter" }, t("Filter")),
      this.field,
      this.problem,
    );
  }

  set text(text: string) {
    this.field.value = text;
  }

  /** Tells what is wrong once nobody types any more; nothing for an empty text, at once. */
  complain(problem: string): void {
    if (problem === this.told) return;
    this.told = problem;
    clearTimeout(this.rest);
    const tell = () => {
      this.problem.textContent = problem;
      this.field.setAttribute("aria-invalid", String(problem !== ""));
    };
    if (problem === "") tell();
    else this.rest = setTimeout(tell, restMs);
  }
}
