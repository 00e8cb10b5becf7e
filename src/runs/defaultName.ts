import { basename, parse } from "node:path";
import type { ConfigArchitecture } from "./configParts/architecture.js";
import type { ConfigData } from "./configParts/data.js";

/** A run's name where the config gives none: its data and architecture, such as `mnist-2c2f`. */
export function defaultName(data: ConfigData, architecture: ConfigArchitecture): string {
  const source = typeof data === "string" ? data : (data.path ?? "data");
  const network = networkName(architecture);
  return `${parse(basename(source)).name}-${network.replace(/^cnn_/, "")}`.toLowerCase();
}

function networkName(architecture: ConfigArchitecture): string {
  if (typeof architecture === "string") return architecture;
  if ("name" in architecture) return architecture.name;
  return "module" in architecture ? parse(architecture.module).name : "custom";
}
