import { examineTensorflow } from "../engine/tensorflow/install/doctor.js";
import { installTensorflow, removeTensorflow } from "../engine/tensorflow/install/install.js";
import { findInstallation } from "../engine/tensorflow/install/installation.js";
import { RedrawnLine } from "./drawing/redrawnLine.js";
import { exitCode } from "./exitCode.js";
import type { ExitCode } from "./exitCode.js";
import type { Output } from "./output.js";

/** `gloro engine list` */
export function listEngines(output: Output): void {
  const found = findInstallation();
  const engines = found ? [{ name: "tensorflow", ...found }] : [];
  output.result(engines, () =>
    engines.length === 0
      ? [`No engine is installed. Install one with "gloro engine install tensorflow".`]
      : engines.map(
          ({ name, version, cuda, folder, source }) =>
            `${name}  ${version}${cuda ? " with CUDA" : ""}  ${folder}  from ${source}`,
        ),
  );
}

/** `gloro engine install tensorflow` */
export async function installEngine(
  output: Output,
  options: { readonly cuda?: boolean; readonly from?: string },
): Promise<ExitCode> {
  const line = new RedrawnLine(output.terminal.err);
  const interactive = output.terminal.isInteractive && !output.quiet;
  let told = "";
  const interrupted = new AbortController();
  const interrupt = (): void => {
    interrupted.abort();
  };
  process.once("SIGINT", interrupt);
  try {
    const installed = await installTensorflow({
      ...options,
      signal: interrupted.signal,
      onProgress: (doing) => {
        if (interactive) line.draw(doing.slice(0, output.terminal.columns()));
        // Elsewhere each thing is told once, not how far it is.
        else if (!doing.startsWith(told) || told === "") output.note((told = doing));
      },
    });
    line.clear();
    output.result({ name: "tensorflow", ...installed }, () => [
      `Installed TensorFlow ${installed.version} in ${installed.folder}. Use it with --engine tensorflow.`,
    ]);
    return exitCode.ok;
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
    line.clear();
    output.note("Stopped. What was downloaded is kept; run the command again to go on.");
    return exitCode.interrupted;
  } finally {
    line.clear();
    process.removeListener("SIGINT", interrupt);
  }
}

/** `gloro engine remove tensorflow` */
export async function removeEngine(output: Output, name: string): Promise<void> {
  const removed = await removeTensorflow();
  output.result({ removed: removed ? [name] : [] }, () => [
    removed ? `Removed ${name}.` : `${name} is not installed.`,
  ]);
}

/** `gloro engine doctor`: whether all is well. */
export async function examineEngine(output: Output): Promise<boolean> {
  const findings = await examineTensorflow();
  output.result(findings, () =>
    findings.map(
      ({ check, ok, found }) =>
        `${ok ? output.paint.green("✓") : output.paint.red("✗")} ${check}: ${found}`,
    ),
  );
  return findings.every(({ ok }) => ok);
}
