import type { HostTensor, HostTensors } from "../gloro/program.js";
import { lipschitzStep, logitsStep, predictionStep } from "../gloro/programs/index.js";
import { readExamples } from "./examples.js";
import type { InputNumbers } from "./inputNumbers.js";
import { frozenInput, keyOf } from "./networkOnEngine.js";
import type { NetworkOnEngine } from "./networkOnEngine.js";
import { predictRows, programRows } from "./predictRows.js";
import type { PredictionOptions } from "./predictRows.js";
import { scalar } from "./programInputs.js";

/** The logits of inputs, `[N, m]`. */
export async function logitsOf(
  onEngine: NetworkOnEngine,
  x: InputNumbers,
  options: PredictionOptions = {},
): Promise<HostTensor> {
  const { network } = onEngine;
  const examples = await readExamples(x, network);
  const rows = programRows(examples.count, options);
  const program = {
    key: `logitsStep/${rows}`,
    make: () => logitsStep({ network, batchSize: rows }),
  };
  const run = (images: HostTensor) => onEngine.run(program, { images });
  return (await predictRows(examples, network.inputShape, rows, ["logits"], run)).logits;
}

/** What a predictionStep gives; the last two of a relaxed net. */
type PredictionOutput = "logits" | "outputs" | "radius" | "guarantee" | "relaxedRadii";

/** The outputs named of a predictionStep over inputs, with settled iterates or the frozen constant. */
export async function certify<Name extends PredictionOutput>(
  onEngine: NetworkOnEngine,
  epsilon: number,
  names: readonly Name[],
  x: InputNumbers,
  options: PredictionOptions = {},
): Promise<Record<Name, HostTensor>> {
  // Read before the first await: a k that is set meanwhile is for later predictions.
  const { network, relaxation } = onEngine;
  const examples = await readExamples(x, network);
  const rows = programRows(examples.count, options);
  await onEngine.settle();
  const { frozen } = onEngine;
  const program = {
    key: keyOf(`predictionStep/${rows}`, { frozen, relaxation }),
    make: () =>
      predictionStep({ network, batchSize: rows, relaxation, frozen: frozen !== undefined }),
  };
  const others = { epsilon: scalar(epsilon), ...frozenInput(frozen) };
  const run = (images: HostTensor) => onEngine.run(program, { images, ...others });
  return predictRows(examples, network.inputShape, rows, names, run);
}

/** The outputs of a lipschitzStep, with settled iterates or `frozen` for L_sub. */
export async function lipschitzOf(
  onEngine: NetworkOnEngine,
  frozen: number | undefined,
): Promise<HostTensors> {
  const { network } = onEngine;
  await onEngine.settle();
  const program = {
    key: keyOf("lipschitzStep", { frozen }),
    make: () => lipschitzStep({ network, frozen: frozen !== undefined }),
  };
  return onEngine.run(program, frozenInput(frozen));
}
