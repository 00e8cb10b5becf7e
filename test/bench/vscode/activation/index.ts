import * as vscode from "vscode";
import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { reportMark } from "../../../vscode/reportMark.js";

/** A window that opens is busy with itself. */
const settleMs = 5000;

/**
 * Runs in the extension host: prints the milliseconds that loading and activating the extension take, and those
 * of them in which the host was busy, so that no other extension ran.
 */
export async function run(): Promise<void> {
  await setTimeout(settleMs);
  const extension = vscode.extensions.getExtension("gloro.gloro-vscode");
  if (!extension || extension.isActive) throw new Error("There is nothing to activate.");
  const start = performance.now();
  const before = performance.eventLoopUtilization();
  await extension.activate();
  const { active } = performance.eventLoopUtilization(before);
  console.log(`${reportMark}${performance.now() - start} ${active}`);
}
