import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HostTensor } from "../../gloro/program.js";
import type { Binding, TensorHandle } from "./binding.js";
import { dtypeOf } from "./binding.js";
import { dataTypes, servedTag } from "./messages.js";
import { tensorflowError } from "./tensorflowError.js";

/** A TensorFlow session on one graph, and its variables. */
export class Session {
  private readonly model: number;

  /** @throws TensorflowError where TensorFlow refuses the graph. */
  constructor(
    private readonly binding: Binding,
    savedModel: Uint8Array,
  ) {
    this.model = attempt("could not load the programs", () =>
      withSavedModel(savedModel, (folder) => binding.loadSavedModel(folder, servedTag)),
    );
  }

  /** Runs the nodes that `fetches` names, with the nodes that `feeds` names given; results in order of `fetches`. */
  run(feeds: ReadonlyMap<string, HostTensor>, fetches: readonly string[]): HostTensor[] {
    const given: number[] = [];
    let results: readonly TensorHandle[] = [];
    try {
      for (const { shape, dtype, data } of feeds.values())
        given.push(this.binding.createTensor(shape, dataTypes[dtype], data));
      results = attempt("could not run a program", () =>
        this.binding.runSavedModel(this.model, given, named([...feeds.keys()]), named(fetches)),
      );
      return results.map(({ id, shape, dtype }) => ({
        shape,
        dtype: knownType(dtype),
        data: this.binding.tensorDataSync(id),
      }));
    } finally {
      for (const { id } of results) this.binding.deleteTensor(id);
      for (const id of given) this.binding.deleteTensor(id);
    }
  }

  /** Frees the graph and its variables. */
  close(): void {
    this.binding.deleteSavedModel(this.model);
  }
}

/** The first output of each node. */
function named(nodes: readonly string[]): string {
  return nodes.map((node) => `${node}:0`).join();
}

function knownType(dtype: number): HostTensor["dtype"] {
  const known = dtypeOf.get(dtype);
  if (!known) throw new Error(`TensorFlow returned a tensor of type ${dtype}.`);
  return known;
}

function withSavedModel<T>(bytes: Uint8Array, body: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "gloro-programs-"));
  try {
    // TensorFlow looks for variables to restore; there are none, but the folder has to be there.
    mkdirSync(join(folder, "variables"));
    writeFileSync(join(folder, "saved_model.pb"), bytes);
    return body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function attempt<T>(what: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    throw tensorflowError(what, error);
  }
}
