import { element } from "../page/element.js";

/**
 * Puts a field into a cell, with the focus: Enter, or what takes the focus away, takes its text; Escape
 * leaves what there was.
 * @param done called once: with the text where it was changed, and whether the field had the focus to its end
 */
export function editCell(
  cell: HTMLElement,
  before: string,
  label: string,
  done: (text: string | undefined, hasFocus: boolean) => void,
): void {
  const field = element("input", { type: "text", "aria-label": label, value: before });
  let isDone = false;
  const end = (isTaken: boolean, hasFocus = true) => {
    if (isDone) return;
    isDone = true;
    field.remove();
    done(isTaken && field.value !== before ? field.value : undefined, hasFocus);
  };
  field.addEventListener("keydown", (event) => {
    // Its keys are not those of the grid.
    event.stopPropagation();
    if (event.key === "Enter") end(true);
    if (event.key === "Escape") end(false);
  });
  field.addEventListener("blur", () => {
    end(true, false);
  });
  cell.replaceChildren(field);
  field.focus();
  field.select();
}
