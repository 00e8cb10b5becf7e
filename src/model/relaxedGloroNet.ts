import type { HostTensor } from "../gloro/program.js";
import { largestK, loosestGuarantee, strictestGuarantee } from "../gloro/relaxations/index.js";
import type { Relaxation } from "../gloro/relaxations/index.js";
import { certify } from "./certification.js";
import { GloroNet } from "./gloroNet.js";
import type { InputNumbers } from "./inputNumbers.js";
import type { PredictionOptions } from "./predictRows.js";

/** The outputs of a relaxed net with what it guarantees. */
export interface GuaranteedOutputs {
  /** The logits, and y_⊥, the largest where nothing is guaranteed: `[N, m + 1]`. */
  readonly outputs: HostTensor;
  readonly guarantee: HostTensor;
}

/**
 * What nets have in common that guarantee sets of classes in place of a single one (Leino & Fredrikson
 * 2021, arXiv 2106.06624): for k from 1 to K, that the k classes with the largest logits stay those with
 * the largest within ε. All that a GloroNet does, this does for the relaxed ⊥; `certifiedRadius` is the
 * largest radius at which some k is guaranteed, −1 where none may be.
 */
export abstract class RelaxedGloroNet extends GloroNet {
  /** What may be guaranteed in place of a single class. */
  get relaxation(): Relaxation | undefined {
    return this.onEngine.relaxation;
  }

  /** K: the most classes that may be guaranteed together. */
  get k(): number {
    return this.relaxation ? largestK(this.relaxation) : 1;
  }

  /** For each k from 1 to K whether it is guaranteed at ε: 1 or 0, int32, `[N, K]`. */
  predictWithGuarantee(x: InputNumbers, options?: PredictionOptions): Promise<GuaranteedOutputs> {
    return certify(this.onEngine, this.epsilon, ["outputs", "guarantee"], x, options);
  }

  /** The largest k that is guaranteed at ε, int32, `[N]`; −1 where the answer is ⊥. */
  predictWithLoosestGuarantee(
    x: InputNumbers,
    options?: PredictionOptions,
  ): Promise<GuaranteedOutputs> {
    return this.predictWithOne(loosestGuarantee, x, options);
  }

  /** The smallest k that is guaranteed at ε, int32, `[N]`; −1 where the answer is ⊥. */
  predictWithStrictestGuarantee(
    x: InputNumbers,
    options?: PredictionOptions,
  ): Promise<GuaranteedOutputs> {
    return this.predictWithOne(strictestGuarantee, x, options);
  }

  /**
   * For each k from 1 to K the radius up to which it is guaranteed, `[N, K]`: 0 where logits tie across
   * the edge of the top k, −1 where the relaxation does not allow this top k.
   */
  async relaxedRadii(x: InputNumbers, options?: PredictionOptions): Promise<HostTensor> {
    const names = ["relaxedRadii"] as const;
    return (await certify(this.onEngine, this.epsilon, names, x, options)).relaxedRadii;
  }

  private async predictWithOne(
    choose: typeof loosestGuarantee,
    x: InputNumbers,
    options?: PredictionOptions,
  ): Promise<GuaranteedOutputs> {
    const { outputs, guarantee } = await this.predictWithGuarantee(x, options);
    const [count = 0, k = 1] = guarantee.shape;
    const data = choose(guarantee.data, k);
    return { outputs, guarantee: { shape: [count], dtype: "int32", data } };
  }
}
