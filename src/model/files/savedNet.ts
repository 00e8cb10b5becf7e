import type { NetworkConfig } from "../../gloro/network.js";
import type { HostTensors } from "../../gloro/program.js";
import type { Relaxation } from "../../gloro/relaxations/index.js";

/** A net as a file holds it, in the method's terms. */
export interface SavedNet extends NetworkConfig {
  /** Every weight, by name. */
  readonly weights: HostTensors;
  /** The radius that is certified; a file of plain Keras has none. */
  readonly epsilon?: number | undefined;
  readonly relaxation?: Relaxation | undefined;
  /** L_sub of a frozen net: whoever froze it vouches for it. */
  readonly frozen?: number | undefined;
  /** Steps of the power method in a training step. */
  readonly powerIterations?: number | undefined;
  /** What else its `.gloronet` file holds, by path: kept for whoever put it there. */
  readonly extra?: Readonly<Record<string, Uint8Array>> | undefined;
}

/** A net read from a file. */
export interface ReadNet extends SavedNet {
  /** Such as `gloro 1.1.1 (Python)`. */
  readonly writtenBy: string;
}
