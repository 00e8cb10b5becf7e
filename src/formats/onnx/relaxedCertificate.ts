import { classesInNoSet } from "../../gloro/relaxations/allowed.js";
import { largestK } from "../../gloro/relaxations/index.js";
import type { AffinitySets, Relaxation } from "../../gloro/relaxations/index.js";
import type { ModelWriter } from "./modelWriter.js";
import { largestOf } from "./rank.js";
import type { WrittenLogits, WrittenRank } from "./rank.js";

/** What a relaxed net answers beside its logits, as names of values. */
export interface WrittenRelaxation {
  /** y_⊥, `[N]`. */
  readonly bottom: string;
  /** m_k for each k from 1 to K, `[N, K]`: above 0 where the top k are guaranteed at ε. */
  readonly margins: string;
}

/** The class in place k, and the top-k set, `[N, m]`, bool. */
type Place = WrittenRank & { readonly topK: string };

/** Writes a relaxed net (Leino & Fredrikson 2021), as `relaxedNet` of `src/gloro` computes it. */
export function writeRelaxation(
  relaxation: Relaxation,
  net: WrittenLogits,
  predicted: WrittenRank,
  write: ModelWriter,
): WrittenRelaxation {
  const sets = relaxation.kind === "affinity" ? relaxation.sets : undefined;
  const places = placesOf(net, predicted, largestK(relaxation), write);
  const margins = leastOutside(net, places, write).map((margin, index) => {
    const place = places[index];
    if (!sets || !place) return margin;
    const isAllowed = inOneSet(place.topK, index + 1, sets, net.classes, write);
    return write.emit("Where", [isAllowed, margin, write.scalar(-Infinity, "float32")]);
  });
  const instead = sets ? leastOutside(net, nearestInSets(net, sets, write), write) : [];
  const best = write.emit("Max", [...margins, ...instead]);
  const bottom = write.emit("Sub", [predicted.logit, best]);
  return {
    bottom: write.emit("Squeeze", [bottom, write.integers([1])]),
    margins: write.emit("Concat", margins, { axis: 1 }),
  };
}

/** The places 1 to `count`. */
function placesOf(
  net: WrittenLogits,
  predicted: WrittenRank,
  count: number,
  write: ModelWriter,
): Place[] {
  let place: Place = { ...predicted, topK: predicted.mask };
  const places = [place];
  while (places.length < count) {
    const before = place.topK;
    const left = write.emit("Where", [before, write.scalar(-Infinity, "float32"), net.logits]);
    const next = largestOf(left, net, write);
    place = { ...next, topK: write.emit("Or", [before, next.mask]) };
    places.push(place);
  }
  return places;
}

/** For each k, `[N, 1]`: the smallest y_j − y_i − ε·K_ji over j in the top k and i outside. */
function leastOutside(
  { logits, epsilon }: WrittenLogits,
  places: readonly Place[],
  write: ModelWriter,
): string[] {
  let least: string | undefined;
  return places.map(({ logit, constants, topK }) => {
    const gains = write.emit("Mul", [constants, epsilon]);
    const row = write.emit("Sub", [write.emit("Sub", [logit, logits]), gains]);
    least = least === undefined ? row : write.emit("Min", [least, row]);
    const outside = write.emit("Where", [topK, write.scalar(Infinity, "float32"), least]);
    return write.emit("ReduceMin", [outside], { axes: [1], keepdims: 1 });
  });
}

/** Whether the top k lie in one of the sets: `[N, 1]`, bool. */
function inOneSet(
  topK: string,
  k: number,
  sets: AffinitySets,
  classes: number,
  write: ModelWriter,
): string {
  const membership = Array.from({ length: classes }, (_, index) =>
    sets.map((set) => Number(set.includes(index))),
  ).flat();
  const table = write.tensor(
    { shape: [classes, sets.length], dtype: "float32", data: Float32Array.from(membership) },
    "affinity_sets",
  );
  const shared = write.emit("MatMul", [write.cast(topK, "float32"), table]);
  const most = write.emit("ReduceMax", [shared], { axes: [1], keepdims: 1 });
  return write.emit("Equal", [most, write.scalar(k, "float32")]);
}

/** The largest logit's class among those in a set, where some class is in none. */
function nearestInSets(net: WrittenLogits, sets: AffinitySets, write: ModelWriter): Place[] {
  const outside = classesInNoSet(sets, net.classes);
  if (outside.length === 0) return [];
  const penalties = Float32Array.from({ length: net.classes }, (_, index) =>
    outside.includes(index) ? -Infinity : 0,
  );
  const table = write.tensor({ shape: [net.classes], dtype: "float32", data: penalties });
  const nearest = largestOf(write.emit("Add", [net.logits, table]), net, write);
  return [{ ...nearest, topK: nearest.mask }];
}
