import type { Saved } from "../../model/files/pythonReleases.js";

/** Who can load a `.gloronet` file of a net, for people. */
export function readerLines({ loadedBy, why }: Saved): string[] {
  const python = loadedBy.map((release) => `gloro ${release} (Python)`);
  return [
    `As .gloronet it is loaded by ${["GloRo for VS Code", ...python].join(", ")}.`,
    ...(why === undefined ? [] : [why]),
  ];
}
