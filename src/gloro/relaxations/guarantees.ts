/**
 * For each point the largest k that is guaranteed, the loosest guarantee; −1 where none is, so that the
 * point is rejected.
 *
 * @param guarantees points × K, row-major: not 0 where the top k are guaranteed
 */
export function loosestGuarantee(guarantees: ArrayLike<number>, largestK: number): Int32Array {
  return guaranteeOf(guarantees, largestK, (row) => row.findLastIndex((holds) => holds !== 0));
}

/** As {@link loosestGuarantee}, the smallest k: the strictest guarantee. */
export function strictestGuarantee(guarantees: ArrayLike<number>, largestK: number): Int32Array {
  return guaranteeOf(guarantees, largestK, (row) => row.findIndex((holds) => holds !== 0));
}

function guaranteeOf(
  guarantees: ArrayLike<number>,
  largestK: number,
  find: (row: readonly number[]) => number,
): Int32Array {
  const all = Array.from(guarantees);
  return Int32Array.from({ length: all.length / largestK }, (_, point) => {
    const position = find(all.slice(point * largestK, (point + 1) * largestK));
    return position < 0 ? -1 : position + 1;
  });
}
