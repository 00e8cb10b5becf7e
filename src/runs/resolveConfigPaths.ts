import { resolve } from "node:path";
import type { Config } from "./config.js";
import type { ConfigData } from "./configParts/data.js";

/** The config with absolute paths, so that a run can be resumed from any folder. */
export function resolveConfigPaths<C extends Pick<Config, "data" | "architecture" | "from">>(
  config: C,
  folder: string,
): C {
  const { architecture, from } = config;
  const isModule = typeof architecture === "object" && "module" in architecture;
  return {
    ...config,
    ...(from !== undefined && { from: resolve(folder, from) }),
    data: resolveDataPaths(config.data, folder),
    architecture: isModule ? { module: resolve(folder, architecture.module) } : architecture,
  };
}

function resolveDataPaths(data: ConfigData, folder: string): ConfigData {
  const absolute = (path: string) => (path === "mnist" ? path : resolve(folder, path));
  if (typeof data === "string") return absolute(data);
  const files = ({ images, labels }: NonNullable<typeof data.train>) => ({
    images: absolute(images),
    labels: absolute(labels),
  });
  return {
    ...data,
    ...(data.path === undefined ? {} : { path: absolute(data.path) }),
    ...(data.train === undefined ? {} : { train: files(data.train) }),
    ...(data.test === undefined ? {} : { test: files(data.test) }),
  };
}
