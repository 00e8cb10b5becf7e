import { GloroError } from "../../gloro/errors.js";
import { throughGraph } from "../../gloro/graph.js";
import type { Network } from "../../gloro/network.js";
import type { HostTensor, HostTensors } from "../../gloro/program.js";
import { parseRelaxation } from "../../gloro/relaxations/index.js";
import type { RelaxationConfig } from "../../gloro/relaxations/index.js";
import { allFinite } from "./allFinite.js";
import { writeCertificate } from "./certificate.js";
import { usedKernel } from "./dense.js";
import { float32Up } from "./float32Up.js";
import { writeMap, writeMerge } from "./layers.js";
import { marginConstants } from "./marginConstants.js";
import { batch, modelOutputs } from "./modelOutputs.js";
import { ModelWriter } from "./modelWriter.js";
import type { WrittenLogits } from "./rank.js";
import type { Value } from "./value.js";

/** What an exported model certifies, and by which constant. */
export interface OnnxModelOptions {
  /** The radius that is certified: the model's initializer `epsilon`. */
  readonly epsilon: number;
  /** L_sub: the Lipschitz constant of all before the last layer. */
  readonly subLipschitz: number;
  /** Whether L_sub is the power method's estimate (the default) or a proved upper bound; kept as metadata. */
  readonly subLipschitzIs?: "estimated" | "proved";
  /** Makes it a relaxed net. */
  readonly relaxation?: RelaxationConfig | undefined;
}

/**
 * A network as an ONNX model that certifies its own predictions (opset 17, standard operations only).
 *
 * - input: `images` `[N, ...inputShape]` float32, channels last, for any N.
 * - outputs: `logits` `[N, m]`; `bottom` `[N]`, y_⊥; `radius` `[N]`, the certified radius (0 where logits
 *   tie, +∞ where no other class depends on the input); `prediction` `[N]` int64, the class where it is
 *   certified at ε, strictly, and m for ⊥. Of a relaxed net y_⊥ is that of the strongest guarantee, and
 *   `guarantee` `[N, K]` (bool) says for each k whether the top k are guaranteed at ε.
 * - initializers, beside the weights: `epsilon` (a scalar; replace it to certify another radius) and
 *   `K` `[m, m]`, the margins' Lipschitz constants. Both are rounded up.
 *
 * An image or logits with an entry that is not finite certify nothing: y_⊥ is +∞ and the radius 0. The
 * rounding of the model's own float32 arithmetic is not counted. Throws GloroError for an ε or L_sub that
 * makes no sense, a relaxation that does not fit the classes, a custom layer or a weight that is not
 * finite, ShapeError for weights that are not the network's.
 */
export function onnxModel(
  network: Network,
  weights: HostTensors,
  options: OnnxModelOptions,
): Uint8Array {
  const { epsilon, subLipschitz, subLipschitzIs = "estimated" } = options;
  checkOptions(options);
  const relaxation = options.relaxation && parseRelaxation(options.relaxation, network.classes);
  const write = new ModelWriter();
  const { name: logits } = writeNetwork(network, weights, write);
  const net: WrittenLogits = {
    logits,
    classes: network.classes,
    constants: write.tensor(marginConstants(headKernel(network, weights), subLipschitz), "K"),
    epsilon: write.tensor(scalarUp(epsilon), "epsilon"),
  };
  const isFinite = finiteExamples(network, logits, write);
  const values = { logits, ...writeCertificate(net, isFinite, relaxation, write) };
  for (const [name, value] of Object.entries(values)) write.rename(value, name);
  const outputs = modelOutputs(network, relaxation);
  return write.encodeModel({
    name: "gloroNet",
    inputs: [
      {
        name: "images",
        shape: [batch, ...network.inputShape],
        dtype: "float32",
        description: "Inputs x, channels last, on the scale that the network was trained on.",
      },
    ],
    outputs,
    description: [
      "A GloRo Net (Leino et al. 2021, arXiv 2102.08452), which certifies its own predictions.",
      ...outputs.map(({ name, description = "" }) => `${name}: ${description}`),
    ].join("\n"),
    metadata: {
      producer: "gloro",
      epsilon: String(epsilon),
      sub_lipschitz: String(subLipschitz),
      sub_lipschitz_is: subLipschitzIs,
      classes: String(network.classes),
      ...(relaxation && { relaxation: JSON.stringify(relaxation) }),
    },
  });
}

function checkOptions({ epsilon, subLipschitz }: OnnxModelOptions): void {
  if (!(epsilon > 0 && epsilon < Infinity)) {
    throw new GloroError(`epsilon must be a positive number, got ${epsilon}.`);
  }
  if (!(subLipschitz >= 0 && subLipschitz < Infinity)) {
    throw new GloroError(
      `subLipschitz must be a finite number of at least 0, got ${subLipschitz}. Settle the power ` +
        `method's iterates, or certify the network, and give what that finds.`,
    );
  }
}

/** Writes every layer; returns the logits. */
function writeNetwork(network: Network, weights: HostTensors, write: ModelWriter): Value {
  const images: Value = { name: "images", shape: network.inputShape, layout: "channelsLast" };
  return throughGraph(network, images, {
    map: (layer, x) => writeMap({ layer, config: layer.config, weights, write }, x),
    merge: (layer, branches) => writeMerge(layer, branches, write),
  });
}

/** Whether the image and the logits of each example are finite: `[N]`, bool. */
function finiteExamples({ inputShape }: Network, logits: string, write: ModelWriter): string {
  const entries = inputShape.reduce((product, size) => product * size, 1);
  const flat = write.emit("Reshape", ["images", write.integers([0, entries])]);
  // Some kernels of onnxruntime lose a NaN on its way to the logits.
  return write.emit("And", [allFinite(flat, write), allFinite(logits, write)]);
}

/** W as it stands in the model. */
function headKernel({ layers }: Network, weights: HostTensors): Omit<HostTensor, "dtype"> {
  const layer = layers.at(-1);
  if (layer?.role !== "map" || layer.config.kind !== "dense") {
    throw new Error("A network ends in a dense layer.");
  }
  return usedKernel({ layer, config: layer.config, weights });
}

function scalarUp(value: number): HostTensor {
  return { shape: [], dtype: "float32", data: Float32Array.of(float32Up(value)) };
}
