import { sizePair } from "../../gloro/layers/sizePair.js";
import type { LayerToWrite } from "./layerToWrite.js";
import { inLayout } from "./value.js";
import type { Value } from "./value.js";

/** Each block of p × q pixels as one pixel of p·q·C channels; see the layer of that name. */
export function invertibleDownsampling(
  { layer, config, write }: LayerToWrite<"invertibleDownsampling">,
  x: Value,
): Value {
  const [p, q] = sizePair(config.poolSize ?? 2, layer.name, "poolSize");
  const channels = x.shape.at(-1) ?? 0;
  const [rows = 0, columns = 0, outputChannels = 0] = layer.outputShape;
  const images = inLayout(x, "channelsFirst", write);
  const blocks = write.emit("Reshape", [
    images.name,
    write.integers([0, channels, rows, p, columns, q]),
  ]);
  const moved = write.emit("Transpose", [blocks], { perm: [0, 3, 5, 1, 2, 4] });
  return {
    name: write.emit("Reshape", [moved, write.integers([0, outputChannels, rows, columns])]),
    shape: layer.outputShape,
    layout: "channelsFirst",
  };
}
