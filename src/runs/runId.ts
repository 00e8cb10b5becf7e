import { randomInt } from "node:crypto";
import { slug } from "./slug.js";

/**
 * A run's id, such as `20261122-141530-mnist-2c2f-k3f9`: the time in UTC, so that ids sort by age,
 * the run's name, and four random characters that tell two of one second apart.
 */
export function runId(name: string, now: Date): string {
  const [day, time] = now
    .toISOString()
    .replace(/\.\d+Z$/, "")
    .replaceAll(/[-:]/g, "")
    .split("T");
  const random = Array.from({ length: 4 }, () => randomInt(36).toString(36)).join("");
  return [day, time, slug(name), random].filter(Boolean).join("-");
}
