import { t } from "@vscode/l10n";
import jsep from "jsep";
import type { RunRow } from "../../src/extension/rows/messages.js";
import type { CellValue, Column } from "./columns.js";

/** Whether a row is to be shown. */
export type RowFilter = (row: RunRow) => boolean;

/** A filter's text that cannot be used; its message is a sentence for who wrote it. */
export class FilterError extends Error {}

type Value = CellValue;
type Evaluate = (row: RunRow) => Value;
type Operation = (left: Value, right: Value) => Value;

const equality = 6;
for (const operator of ["=", "~", "!~"]) jsep.addBinaryOp(operator, equality);

/** What stands between two values. What is missing is equal to nothing, and neither more nor less. */
const operations: Partial<Record<string, Operation>> = {
  "==": equals,
  "=": equals,
  "!=": (left, right) => !equals(left, right),
  "~": contains,
  "!~": (left, right) => !contains(left, right),
  "<": ordering((left, right) => left < right),
  "<=": ordering((left, right) => left <= right),
  ">": ordering((left, right) => left > right),
  ">=": ordering((left, right) => left >= right),
  "+": arithmetic((left, right) => left + right),
  "-": arithmetic((left, right) => left - right),
  "*": arithmetic((left, right) => left * right),
  "/": arithmetic((left, right) => left / right),
};

/**
 * What a filter asks for: comparisons of columns (`==`, `!=`, `<`, `<=`, `>`, `>=`), texts that contain others
 * (`~`, `!~`), sums and products, joined by `&&`, `||` and `!`. An empty text asks for nothing.
 * @throws FilterError naming what is wrong
 */
export function parseFilter(text: string, columns: ReadonlyMap<string, Column>): RowFilter {
  if (text.trim() === "") return () => true;
  const evaluate = evaluation(parsed(text), columns);
  return (row) => isTrue(evaluate(row));
}

function parsed(text: string): jsep.Expression {
  try {
    return jsep(text);
  } catch (error) {
    const { index, description = "" } = error as { index?: number; description?: string };
    throw new FilterError(
      index === undefined
        ? t("The filter cannot be read.")
        : t("At character {0}: {1}.", index + 1, description),
    );
  }
}

function evaluation(node: jsep.Expression, columns: ReadonlyMap<string, Column>): Evaluate {
  const { left, right, argument, operator, value } = node as Partial<jsep.BinaryExpression> &
    Partial<jsep.UnaryExpression> &
    Partial<jsep.Literal>;
  switch (node.type) {
    case "Literal": {
      const literal = typeof value === "object" ? undefined : value;
      return () => literal;
    }
    case "Identifier":
    case "MemberExpression":
      return columnNamed(pathOf(node), columns);
    case "UnaryExpression": {
      const inner = evaluation(argument as jsep.Expression, columns);
      if (operator === "!") return (row) => !isTrue(inner(row));
      if (operator === "-") return (row) => negative(inner(row));
      break;
    }
    case "BinaryExpression": {
      const [one, other] = [left, right].map((side) =>
        evaluation(side as jsep.Expression, columns),
      ) as [Evaluate, Evaluate];
      if (operator === "&&") return (row) => isTrue(one(row)) && isTrue(other(row));
      if (operator === "||") return (row) => isTrue(one(row)) || isTrue(other(row));
      const operation = operations[operator ?? ""];
      if (operation) return (row) => operation(one(row), other(row));
      break;
    }
    case "Compound":
      throw new FilterError(t("Two conditions need && or || between them, and a text its quotes."));
  }
  if (operator === undefined) {
    throw new FilterError(
      t('A filter compares columns: vra > 0.9 && name ~ "trades". This it does not know.'),
    );
  }
  throw new FilterError(
    t("There is no {0}: the operators are == != < <= > >= ~ !~ + - * / && || and !.", operator),
  );
}

/** `config.loss.kind`, also written `config["loss.kind"]`. */
function pathOf(node: jsep.Expression): string {
  if (node.type === "Identifier") return (node as jsep.Identifier).name;
  const { object, property } = node as jsep.MemberExpression;
  if (node.type === "MemberExpression" && property.type === "Identifier") {
    return `${pathOf(object)}.${pathOf(property)}`;
  }
  if (node.type === "MemberExpression" && property.type === "Literal") {
    return `${pathOf(object)}.${String((property as jsep.Literal).value)}`;
  }
  throw new FilterError(t("A column is named by words and dots: config.optimizer.name."));
}

function columnNamed(id: string, columns: ReadonlyMap<string, Column>): Evaluate {
  const column = columns.get(id);
  if (column) return column.value;
  const ids = [...columns.keys()];
  const near = ids.find((other) => other.toLowerCase() === id.toLowerCase());
  const within = near ?? ids.find((other) => other.split(".").at(-1) === id);
  throw new FilterError(
    within === undefined
      ? t("No run has a column {0}.", id)
      : t("No run has a column {0}. Is {1} meant?", id, within),
  );
}

function isTrue(value: Value): boolean {
  return Boolean(value);
}

function equals(left: Value, right: Value): boolean {
  return left !== undefined && left === right;
}

function contains(left: Value, right: Value): boolean {
  if (left === undefined || right === undefined) return false;
  return String(left).toLowerCase().includes(String(right).toLowerCase());
}

function ordering(holds: (left: string | number, right: string | number) => boolean): Operation {
  return (left, right) => {
    const areNumbers = typeof left === "number" && typeof right === "number";
    const areTexts = typeof left === "string" && typeof right === "string";
    return (areNumbers || areTexts) && holds(left, right);
  };
}

function arithmetic(compute: (left: number, right: number) => number): Operation {
  return (left, right) =>
    typeof left === "number" && typeof right === "number" ? compute(left, right) : undefined;
}

function negative(value: Value): Value {
  return typeof value === "number" ? -value : undefined;
}
