import { Option } from "commander";
import { engineNames, precisions } from "../engine/engine.js";

/** The folder of runs that commands look into where none is given. */
export const defaultRunsFolder = ".gloro/runs";

export function runsOption(): Option {
  return new Option("--runs <folder>", "the folder of runs").default(defaultRunsFolder);
}

export function engineOption(): Option {
  return new Option("--engine <name>", "what computes").choices(["auto", ...engineNames]);
}

export function precisionOption(): Option {
  return new Option("--precision <type>", "what products round a batch's values to (tensorflow)")
    .choices(precisions)
    .default("float32");
}

export function checkpointOption(): Option {
  return new Option("--checkpoint <which>", "which checkpoint")
    .choices(["best", "last"])
    .default("best");
}

export function outOption(description: string): Option {
  return new Option("-o, --out <file>", description);
}

export function forceOption(): Option {
  return new Option("--force", "overwrite a file of that name");
}
