import { readFileSync, statSync } from "node:fs";
import type * as z from "zod";
import { RunFormatError } from "./runErrors.js";

/** No file of a run that is read at once is as large: a larger one would only block who reads it. */
const mostBytes = 2 ** 22;

/**
 * Reads a JSON file and checks it.
 * @throws RunFormatError when it cannot be read, is too large, is not JSON or not what `schema` says.
 */
export function readJson<S extends z.ZodType>(path: string, schema: S): z.output<S> {
  return checkJson(path, readText(path), schema);
}

function readText(path: string): string {
  try {
    const { size } = statSync(path);
    if (size > mostBytes)
      throw new Error(`it has ${size} bytes, and ${mostBytes} at most are read.`);
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new RunFormatError(path, error instanceof Error ? error.message : String(error));
  }
}

/** As {@link readJson}, for a text already read; `where` begins the error's message. */
export function checkJson<S extends z.ZodType>(
  where: string,
  text: string,
  schema: S,
): z.output<S> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new RunFormatError(where, error instanceof Error ? error.message : "not JSON");
  }
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  const problems = checked.error.issues.map(
    ({ path, message }) => `${path.map(String).join(".")}: ${message}`,
  );
  throw new RunFormatError(where, problems.join("; "));
}
