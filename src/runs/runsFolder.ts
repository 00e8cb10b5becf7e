import { join } from "node:path";

/** Where a project keeps its runs. */
export function runsFolder(project: string): string {
  return join(project, ".gloro", "runs");
}
