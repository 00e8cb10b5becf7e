import type { OptimizerConfig } from "../../src/gloro/optimizers/index.js";

/** Parameters, their gradient at each step, and the learning rate at each step. */
export interface PathInputs {
  readonly start: readonly (readonly number[])[];
  readonly gradients: readonly (readonly (readonly number[])[])[];
  readonly rates: readonly number[];
}

type Options = Exclude<OptimizerConfig, string>;

/** One entry's step: the entry after the gradient g at step t, with what it remembers in `memory`. */
type EntryStep = (
  p: number,
  g: number,
  t: number,
  rate: number,
  memory: Record<string, number>,
) => number;

/** `adam` of torch/optim/adam.py; Keras's place for ε̂, which is our default. */
const adam =
  ({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }: Options): EntryStep =>
  (p, g, t, rate, memory) => {
    const m = (memory["m"] = beta1 * (memory["m"] ?? 0) + (1 - beta1) * g);
    const v = (memory["v"] = beta2 * (memory["v"] ?? 0) + (1 - beta2) * g * g);
    const alpha = (rate * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
    return p - (alpha * m) / (Math.sqrt(v) + epsilon);
  };

const entrySteps: Readonly<Record<string, (options: Options) => EntryStep>> = {
  adam: (options) => {
    const step = adam(options);
    const { weightDecay = 0 } = options;
    return (p, g, ...rest) => step(p, g + weightDecay * p, ...rest);
  },
  // torch/optim/adamw.py: param.mul_(1 - lr * weight_decay) before the step.
  adamw: (options) => {
    const step = adam(options);
    const { weightDecay = 0.004 } = options;
    return (p, g, t, rate, memory) => step(p * (1 - rate * weightDecay), g, t, rate, memory);
  },
  // torch/optim/nadam.py, _single_tensor_nadam.
  nadam: ({
    beta1 = 0.9,
    beta2 = 0.999,
    epsilon = 1e-8,
    momentumDecay = 0.004,
    weightDecay = 0,
  }) => {
    return (p, gradient, t, rate, memory) => {
      const g = gradient + weightDecay * p;
      const mu = beta1 * (1 - 0.5 * 0.96 ** (t * momentumDecay));
      const muNext = beta1 * (1 - 0.5 * 0.96 ** ((t + 1) * momentumDecay));
      const product = (memory["muProduct"] = (memory["muProduct"] ?? 1) * mu);
      const m = (memory["m"] = beta1 * (memory["m"] ?? 0) + (1 - beta1) * g);
      const v = (memory["v"] = beta2 * (memory["v"] ?? 0) + (1 - beta2) * g * g);
      const denominator = Math.sqrt(v / (1 - beta2 ** t)) + epsilon;
      const moved = p - ((rate * (1 - mu)) / (1 - product)) * (g / denominator);
      return moved - ((rate * muNext) / (1 - product * muNext)) * (m / denominator);
    };
  },
  // Keras 2's momentum, in which the rate is inside; PyTorch's weight decay.
  sgd: ({ momentum = 0, nesterov = false, weightDecay = 0 }) => {
    return (p, gradient, _, rate, memory) => {
      const g = gradient + weightDecay * p;
      const u = (memory["u"] = momentum * (memory["u"] ?? 0) - rate * g);
      return p + (nesterov ? momentum * u - rate * g : u);
    };
  },
};

/** torch.nn.utils.clip_grad_value_, then clip_grad_norm_. */
function clip(gradients: readonly (readonly number[])[], { clipNorm, clipValue }: Options) {
  const limit = clipValue ?? Infinity;
  const limited = gradients.map((each) => each.map((g) => Math.min(Math.max(g, -limit), limit)));
  if (clipNorm === undefined) return limited;
  const norm = Math.sqrt(limited.flat().reduce((sum, g) => sum + g * g, 0));
  const scale = Math.min(clipNorm / (norm + 1e-6), 1);
  return limited.map((each) => each.map((g) => g * scale));
}

/** The parameters after each step, in naive Float64 loops over PyTorch's formulas and timm's lookahead. */
export function referencePath(config: OptimizerConfig, inputs: PathInputs): number[][][] {
  const options = typeof config === "string" ? { name: config } : config;
  const { inner, slowStep = 0.5, syncPeriod = 6 } = options;
  const rule = inner === undefined ? options : typeof inner === "string" ? { name: inner } : inner;
  const step = entrySteps[rule.name]!(rule);
  const memories = inputs.start.map((values) => values.map((): Record<string, number> => ({})));
  let parameters = inputs.start.map((values) => [...values]);
  let slow: number[][] | undefined;
  return inputs.gradients.map((gradients, index) => {
    const t = index + 1;
    const clipped = clip(gradients, rule);
    parameters = parameters.map((values, each) =>
      values.map((p, i) =>
        step(p, clipped[each]![i]!, t, inputs.rates[index]!, memories[each]![i]!),
      ),
    );
    // timm/optim/lookahead.py: the slow buffer is a copy of the parameters at the first pull.
    if (inner !== undefined && t % syncPeriod === 0) {
      slow ??= parameters.map((values) => [...values]);
      slow = slow.map((values, each) =>
        values.map((value, i) => value + slowStep * (parameters[each]![i]! - value)),
      );
      parameters = slow.map((values) => [...values]);
    }
    return parameters.map((values) => [...values]);
  });
}
