import { GloroError } from "../../gloro/errors.js";
import { convertLiResNet } from "../../gloro/liresnet/convertLiResNet.js";
import type { TorchTensor } from "../../gloro/liresnet/stateDict.js";
import { GloronetError } from "../../formats/gloronetError.js";
import { readModelFile } from "../../formats/readModelFile.js";
import { readSafetensors } from "../../formats/safetensors.js";
import { checkSizes } from "./checkSizes.js";
import { pytorchArchitectures } from "./pytorchArchitectures.js";
import type { PytorchArchitecture } from "./pytorchArchitectures.js";
import type { ReadNet } from "./savedNet.js";

/**
 * Reads PyTorch weights of a network of known code, as `safetensors.torch.save_file` writes a state_dict.
 *
 * @throws SafetensorsError for a file that breaks the format, GloronetError for another network's
 */
export async function readStateDict(
  path: string,
  architecture: PytorchArchitecture,
): Promise<ReadNet> {
  const { tensors } = readSafetensors(await readModelFile(path), path);
  const floats = Object.entries(tensors).flatMap(([name, tensor]): [string, TorchTensor][] =>
    tensor.dtype === "F32" ? [[name, { shape: tensor.shape, data: tensor.data }]] : [],
  );
  try {
    const net = convertLiResNet(Object.fromEntries(floats), pytorchArchitectures[architecture]);
    checkSizes(net);
    return { ...net, writtenBy: "PyTorch" };
  } catch (error) {
    if (error instanceof GloroError) throw new GloronetError(path, error.message);
    throw error;
  }
}
