import { extname, join } from "node:path";
import { GloroError } from "../../gloro/errors.js";
import { listFolder } from "./listFolder.js";

/** Image files and their classes, listed and not yet read. */
export interface ImageTree {
  /** Sorted by code unit, as Python's `sorted` does; a label is an index into them. */
  readonly classNames: readonly string[];
  readonly train: readonly ImageFile[];
  readonly test?: readonly ImageFile[];
}

/** One image and the index of its class. */
export interface ImageFile {
  readonly path: string;
  readonly label: number;
}

type Classes = ReadonlyMap<string, readonly string[]>;

const extensions = [".png", ".jpg", ".jpeg"];

/**
 * Lists a folder of `train/<class>/*` and `test/<class>/*`, or of `<class>/*` alone.
 *
 * @returns `undefined` where there are no such images
 * @throws GloroError for a test class that has no training images
 */
export async function listImageTree(folder: string): Promise<ImageTree | undefined> {
  const train = await listClasses(join(folder, "train"));
  if (train.size === 0) {
    const classes = await listClasses(folder);
    const classNames = [...classes.keys()];
    return classes.size === 0 ? undefined : { classNames, train: label(classes, classNames) };
  }
  const classNames = [...train.keys()];
  const test = await listClasses(join(folder, "test"));
  const unknown = [...test.keys()].find((name) => !train.has(name));
  if (unknown !== undefined) {
    throw new GloroError(
      `The class "${unknown}" of ${join(folder, "test")} has no images in ${join(folder, "train")}; ` +
        `classes are ${classNames.slice(0, 20).join(", ")}.`,
    );
  }
  return {
    classNames,
    train: label(train, classNames),
    ...(test.size > 0 && { test: label(test, classNames) }),
  };
}

async function listClasses(folder: string): Promise<Classes> {
  const classes = new Map<string, readonly string[]>();
  for (const name of await listFolder(folder)) {
    const images = (await listFolder(join(folder, name))).filter((file) =>
      extensions.includes(extname(file).toLowerCase()),
    );
    if (images.length > 0)
      classes.set(
        name,
        images.map((file) => join(folder, name, file)),
      );
  }
  return classes;
}

function label(classes: Classes, classNames: readonly string[]): readonly ImageFile[] {
  return [...classes].flatMap(([name, paths]) =>
    paths.map((path) => ({ path, label: classNames.indexOf(name) })),
  );
}
