import { isInputNumbers } from "./inputNumbers.js";
import type { InputNumbers } from "./inputNumbers.js";
import type { LabelledInputs } from "./trainingSource.js";

/** The data and the options of a call `(x, y, options)` or `(data, options)`. */
export function labelledArguments<Data, Options>(
  first: InputNumbers | Data,
  second: InputNumbers | Options | undefined,
  third: Options | undefined,
): { data: LabelledInputs | Data; options: Options | undefined } {
  return isInputNumbers(second)
    ? { data: { x: first as InputNumbers, y: second }, options: third }
    : { data: first as Data, options: second };
}
