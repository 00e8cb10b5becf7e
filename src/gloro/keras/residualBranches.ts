import type { Layer, LayerKind } from "../layers/layer.js";
import type { Network } from "../network.js";
import { writeAs } from "./kerasModel.js";
import type { Refusal } from "./kerasForms.js";

/**
 * Where release 1.1.1 of the Python library counts a layer. It finds main × (residual + skip) at each
 * sum, the layers of the branches since the last sum counting once.
 */
export type Branch = "main" | "residual" | "skip";

/** The branch of each layer, in order, or why the release would bound a sum wrongly. */
export function residualBranches(network: Network): readonly Branch[] | Refusal {
  const branches = network.layers.map((): Branch => "main");
  for (const [position, { role, name }] of network.layers.entries()) {
    if (role === "map") continue;
    const chains = (network.connections[position] ?? []).map((last) => chainTo(network, last));
    const [a, b, ...more] = chains;
    if (!a || !b || more.length > 0 || a.fork !== b.fork) {
      return {
        refusal:
          `Layer "${name}" adds other branches than a block and its skip, which release 1.1.1 of the ` +
          `Python library cannot bound. ${writeAs.keras}.`,
      };
    }
    const [skip, residual] = a.chain.length <= b.chain.length ? [a, b] : [b, a];
    for (const each of residual.chain) branches[each] = "residual";
    for (const each of skip.chain) branches[each] = "skip";
  }
  return branches;
}

/** The layers up to `last` that each alone reads the one before, and the layer where they begin. */
function chainTo(
  { layers, connections }: Network,
  last: number,
): { readonly fork: number; readonly chain: readonly number[] } {
  const chain: number[] = [];
  let position = last;
  while (position >= 0 && layers[position]?.role === "map") {
    const here = position;
    if (connections.flat().filter((source) => source === here).length > 1) break;
    chain.push(here);
    position = connections[here]?.[0] ?? -1;
  }
  return { fork: position, chain };
}

/** The kinds whose own bounds the release multiplies into their branch's. */
const counted: readonly LayerKind[] = ["conv2d", "dense", "scaling", "averagePooling2d", "add"];

/** A name by which the release counts the layer to `branch`: its own, where that does. */
export function nameOnBranch({ name, config }: Layer, branch: Branch): string {
  if (!counted.includes(config.kind) || branchNamed(name) === branch) return name;
  const bare = name.replace(/join|skip/g, "_");
  const names: { readonly [B in Branch]: string } = {
    main: `main_${name}`,
    residual: `ResnetBlock_${bare}`,
    skip: `ResnetBlock_skip_${bare}`,
  };
  return names[branch];
}

/** The branch to which the release counts a layer of a saved model: it has only the name to tell by. */
function branchNamed(name: string): Branch {
  if (!name.startsWith("ResnetBlock") || name.includes("join")) return "main";
  return name.includes("skip") ? "skip" : "residual";
}
