import { resolve } from "node:path";
import type { ConfigData } from "./configParts/data.js";

/** The data with absolute paths, so that a run can be resumed from any folder. */
export function resolveDataPaths(data: ConfigData, folder: string): ConfigData {
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
