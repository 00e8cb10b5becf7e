import type { HostTensor, HostTensors } from "../gloro/program.js";

/** An output's values. @throws Error where the program has no such output. */
export function outputValues(outputs: HostTensors, name: string): HostTensor["data"] {
  const tensor = outputs[name];
  if (!tensor) throw new Error(`The program gave no "${name}".`);
  return tensor.data;
}

/** A scalar output. */
export function outputScalar(outputs: HostTensors, name: string): number {
  return outputValues(outputs, name)[0] ?? Number.NaN;
}
