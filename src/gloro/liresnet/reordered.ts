/** The numbers of a tensor with its axes in another order: axis i of the result is axis `order[i]` of `shape`. */
export function reordered(
  data: Float32Array,
  shape: readonly number[],
  order: readonly number[],
): Float32Array {
  const strides = shape.map((_, axis) =>
    shape.slice(axis + 1).reduce((product, size) => product * size, 1),
  );
  const axes = order.map((axis) => ({ size: shape[axis] ?? 1, stride: strides[axis] ?? 0 }));
  const result = new Float32Array(data.length);
  let at = 0;
  const walk = (depth: number, from: number): void => {
    const axis = axes[depth];
    if (!axis) {
      result[at++] = data[from] ?? 0;
      return;
    }
    for (let i = 0; i < axis.size; i++) walk(depth + 1, from + i * axis.stride);
  };
  walk(0, 0);
  return result;
}
