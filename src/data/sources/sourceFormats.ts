import { cifar10Binary } from "./cifar10Binary.js";
import { idxFolder } from "./idxFolder.js";
import { imageFolders } from "./imageFolders.js";
import { mnistPackage } from "./mnistPackage.js";
import { npyFolder } from "./npyFolder.js";
import { npzFile } from "./npzFile.js";
import type { SourceFormat } from "./sourceFormat.js";

/** The ways in which a data set can be stored at one place. */
export type SourceFormatName =
  "mnistPackage" | "npzFile" | "idxFolder" | "npyFolder" | "cifar10Binary" | "imageFolders";

/** Every format, in the order in which they are looked for. */
export const sourceFormats: { readonly [K in SourceFormatName]: SourceFormat } = {
  mnistPackage,
  npzFile,
  idxFolder,
  npyFolder,
  cifar10Binary,
  imageFolders,
};
