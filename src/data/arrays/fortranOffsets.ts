/**
 * Walks an array stored in Fortran order (first index fastest) the way C order reads it. Each call of
 * `next` gives the position, in elements, of the following number.
 */
export function fortranOffsets(shape: readonly number[]): { next(): number } {
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((a, b) => a * b, 1));
  const index = shape.map(() => 0);
  let offset = 0;
  return {
    next() {
      const current = offset;
      for (let axis = shape.length - 1; axis >= 0; axis--) {
        const stride = strides[axis] ?? 0;
        const moved = (index[axis] ?? 0) + 1;
        offset += stride;
        index[axis] = moved;
        if (moved < (shape[axis] ?? 0)) break;
        offset -= moved * stride;
        index[axis] = 0;
      }
      return current;
    },
  };
}
