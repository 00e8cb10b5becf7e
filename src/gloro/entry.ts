/**
 * The entry `name` of a record whose keys a specification lists. A missing one is a mistake of the
 * program, not of the user, so it is a plain error.
 */
export function entry<T>(record: Readonly<Record<string, T>>, name: string): T {
  const value = record[name];
  if (value === undefined) {
    throw new Error(`No entry "${name}" among: ${Object.keys(record).join(", ")}.`);
  }
  return value;
}
