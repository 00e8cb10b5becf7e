import { fileURLToPath } from "node:url";

/** A folder of `media`, seen from the source and from the bundle in `dist`. */
export function mediaFolder(name: string): string {
  const up = import.meta.url.endsWith(".ts") ? "../../" : "../";
  return fileURLToPath(new URL(`${up}media/${name}`, import.meta.url));
}
