import { loadBinding } from "../../../src/engine/tensorflow/binding.js";
import type { Binding } from "../../../src/engine/tensorflow/binding.js";
import {
  bindingFile,
  findInstallation,
} from "../../../src/engine/tensorflow/install/installation.js";
import type { Acceleration } from "../../../src/engine/engine.js";
import { statePrefix } from "../../../src/engine/graph/node.js";
import { lowerToTensorflow } from "../../../src/engine/tensorflow/lower.js";
import { Session } from "../../../src/engine/tensorflow/session.js";
import type { Graph } from "../../../src/engine/graph/node.js";
import type { HostTensors, TensorSpecs } from "../../../src/gloro/program.js";

/** The binding of the installed engine. */
export function installedBinding(): Binding {
  return loadBinding(bindingFile(findInstallation()!.folder));
}

/** Lowers a graph that reads no state, as it is, and runs it once on TensorFlow. */
export function runTensorflow(
  graph: Graph,
  inputs: HostTensors,
  acceleration?: Acceleration,
): HostTensors {
  const lowered = lowerToTensorflow([graph], stateOf(graph), acceleration);
  const program = lowered.programs[0]!;
  const session = new Session(installedBinding(), lowered.bytes);
  try {
    const feeds = new Map([...program.feeds].map(([name, node]) => [node, inputs[name]!] as const));
    const values = session.run(feeds, [...program.fetches.values()]);
    return Object.fromEntries([...program.fetches.keys()].map((name, at) => [name, values[at]!]));
  } finally {
    session.close();
  }
}

/** The state that a graph makes. */
function stateOf({ outputs }: Graph): TensorSpecs {
  return Object.fromEntries(
    [...outputs].flatMap(([name, { shape, dtype }]) =>
      name.startsWith(statePrefix) ? [[name.slice(statePrefix.length), { shape, dtype }]] : [],
    ),
  );
}
