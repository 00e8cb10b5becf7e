import type { GloronetConfig } from "../../formats/gloronet/gloronetFile.js";

/** A `.gloronet` file as a list shows it. */
export interface ModelFile {
  /** An absolute path. */
  readonly file: string;
  /** What it says of itself, or why it cannot be read. */
  readonly content:
    | { readonly kind: "model"; readonly config: GloronetConfig }
    | { readonly kind: "broken"; readonly message: string };
  /** Of a run's best network: the run. */
  readonly run?: {
    readonly folder: string;
    readonly name: string;
    readonly vra?: number;
  };
}
