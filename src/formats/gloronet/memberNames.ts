import { GloroError } from "../../gloro/errors.js";
import { leavesFolder } from "../leavesFolder.js";

/** What Python takes a member of an archive for, by the end of its name. */
export type MemberKind = "model" | "config" | "extra";

// As long as a path may be that someone could unpack.
const longestName = 1024;

export function memberKind(name: string): MemberKind {
  if (name.endsWith(".h5")) return "model";
  return name.endsWith(".json") ? "config" : "extra";
}

/** @throws GloroError for a name that could lead out of the folder into which someone unpacks it */
export function checkMemberName(name: string): void {
  if (name.length > longestName) {
    throw new GloroError(`it has a member whose name is longer than ${longestName} characters.`);
  }
  if (leavesFolder(name)) {
    throw new GloroError(
      `its member ${JSON.stringify(name)} would be unpacked outside of its folder.`,
    );
  }
}
