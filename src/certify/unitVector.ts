/** The Euclidean length of a vector, rounded to nearest; free of overflow and underflow. */
export function vectorLength(vector: Float64Array): number {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return 0;
  let sum = 0;
  for (const value of vector) sum += (value / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** The vector divided by its length; a vector of zeros as it is. */
export function unitVector(vector: Float64Array): Float64Array {
  const length = vectorLength(vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
