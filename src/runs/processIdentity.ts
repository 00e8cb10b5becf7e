import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import * as z from "zod";

/** A process, told apart from a later one that got the same pid. */
export const processIdentitySchema = z.object({
  pid: z.int().min(1),
  host: z.string(),
  /** When it started, in the system's own words; absent where the system does not tell. */
  start: z.string().optional(),
});

export type ProcessIdentity = z.output<typeof processIdentitySchema>;

let own: ProcessIdentity | undefined;

/** The identity of this process. */
export function ownIdentity(): ProcessIdentity {
  own ??= identityOf(process.pid);
  return own;
}

/**
 * Whether a process lives: `unknown` for one on another host, about which this one cannot tell.
 */
export function liveness(identity: ProcessIdentity): "alive" | "dead" | "unknown" {
  if (identity.host !== hostname()) return "unknown";
  if (!exists(identity.pid)) return "dead";
  const start = startOf(identity.pid);
  const another = start !== undefined && identity.start !== undefined && start !== identity.start;
  return another ? "dead" : "alive";
}

function identityOf(pid: number): ProcessIdentity {
  const start = startOf(pid);
  return { pid, host: hostname(), ...(start === undefined ? {} : { start }) };
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

const startOfProcess: Partial<Record<NodeJS.Platform, (pid: number) => string>> = {
  linux: (pid) => {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
    // The name, in parentheses, may hold spaces: the state and the start are the 1st and 20th after it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A zombie has ended; only its parent has not taken notice.
    return fields[0] === "Z" ? "ended" : `${boot}/${fields[19] ?? ""}`;
  },
  darwin: (pid) =>
    execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim(),
};

function startOf(pid: number): string | undefined {
  try {
    return startOfProcess[process.platform]?.(pid);
  } catch {
    return undefined;
  }
}
