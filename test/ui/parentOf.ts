import { execFileSync } from "node:child_process";

/** The process that started another: of a trainer, the extension host. */
export function parentOf(pid: number): number {
  return Number(execFileSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }));
}
