import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadBinding } from "../binding.js";
import type { Binding } from "../binding.js";
import { tensorflowEngine } from "../tensorflowEngine.js";
import { bindingFile, findInstallation, libraryFolder } from "./installation.js";
import { platformOf } from "./platform.js";
import { checkDriver, driverVersion } from "./requirements.js";
import { selfCheck } from "./selfCheck.js";

/** What was looked at, and what was found. */
export interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly found: string;
}

/** Looks at everything that the engine needs, in order, up to the first that is missing. */
export async function examineTensorflow(): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [check, look] of checks) {
    try {
      findings.push({ check, ok: true, found: await look() });
    } catch (error) {
      const found = error instanceof Error ? error.message : String(error);
      findings.push({ check, ok: false, found });
      break;
    }
  }
  return findings;
}

const checks: readonly (readonly [check: string, look: () => string | Promise<string>])[] = [
  [
    "machine",
    () => {
      platformOf();
      return `${process.platform}-${process.arch}`;
    },
  ],
  ["installation", () => installed().folder],
  [
    "libraries",
    () => {
      const { folder } = installed();
      const { libraries, links } = platformOf();
      const names = [...libraries, ...Object.keys(links)];
      const missing = [
        ...names.map((name) => join(libraryFolder(folder), name)),
        bindingFile(folder),
      ].filter((file) => !existsSync(file));
      if (missing.length > 0)
        throw new Error(`${missing.join(", ")} is missing. Install the engine anew.`);
      return libraryFolder(folder);
    },
  ],
  [
    "driver",
    () => {
      if (!installed().cuda) return "not needed without CUDA";
      checkDriver();
      return `NVIDIA ${driverVersion() ?? ""}`;
    },
  ],
  ["loading", () => `TensorFlow ${binding().TF_Version}`],
  [
    "card",
    () => {
      if (!installed().cuda) return "not needed without CUDA";
      // It says nothing where it cannot load CUDA's libraries.
      if (!binding().isUsingGpuDevice())
        throw new Error(
          "TensorFlow computes on the processor, though it has CUDA: TF_CPP_MIN_LOG_LEVEL=0 in the environment makes it tell why.",
        );
      return "TensorFlow computes on it";
    },
  ],
  [
    "training step",
    async () => {
      await selfCheck(tensorflowEngine(binding()));
      return "computes as TF.js does";
    },
  ],
];

function binding(): Binding {
  return loadBinding(bindingFile(installed().folder));
}

function installed() {
  const found = findInstallation();
  if (!found)
    throw new Error(`TensorFlow is not installed. Run "gloro engine install tensorflow".`);
  return found;
}
