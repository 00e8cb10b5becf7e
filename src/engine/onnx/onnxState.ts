import * as ort from "onnxruntime-node";
import { ModelWriter } from "../../formats/onnx/modelWriter.js";
import type { HostTensor, HostTensors } from "../../gloro/program.js";
import { newEntries, stateEntry } from "../programState.js";
import { copyToOrt, fromOrt } from "./hostTensors.js";
import type { Provider } from "./provider.js";

/** The state that programs share, wherever their provider keeps it. */
export class OnnxState {
  private readonly tensors = new Map<string, ort.Tensor>();
  private readonly shapes = new Map<string, HostTensor>();
  /** Copies entries off a GPU: onnxruntime for Node gives no other way to read them. */
  private reader: { readonly session: ort.InferenceSession; readonly entries: number } | undefined;

  private changes = 0;

  constructor(
    private readonly provider: Provider["name"],
    state: HostTensors,
  ) {
    this.add(state);
  }

  /** Another number after each change. */
  get version(): number {
    return this.changes;
  }

  /** Adds the entries that are not there yet. @throws ShapeError where one is there in another shape */
  add(state: HostTensors): void {
    this.changes += 1;
    for (const [name, tensor] of newEntries(this.shapes, state)) {
      this.shapes.set(name, tensor);
      this.tensors.set(name, copyToOrt(tensor));
    }
  }

  /** @throws ShapeError where an entry is there in another shape than the one given */
  checkShapes(state: HostTensors): void {
    newEntries(this.shapes, state);
  }

  /** An entry, for a session. @throws Error for one that is not there */
  tensor(name: string): ort.Tensor {
    const tensor = this.tensors.get(name);
    if (!tensor) throw new Error(`The state has no entry "${name}".`);
    return tensor;
  }

  /** Puts tensors in the places of those that were there. */
  replace(next: readonly (readonly [name: string, tensor: ort.Tensor])[]): void {
    this.changes += 1;
    for (const [name, tensor] of next) {
      discard([this.tensor(name)]);
      this.tensors.set(name, tensor);
    }
  }

  /** Overwrites entries. @throws ShapeError for one of another shape; then none is overwritten */
  write(state: HostTensors): void {
    const given = Object.entries(state);
    for (const [name, tensor] of given) stateEntry(this.shapes, name, tensor);
    this.replace(given.map(([name, tensor]) => [name, copyToOrt(tensor)]));
  }

  /** Copies of entries; of all where no names are given. */
  async read(names: readonly string[] = [...this.tensors.keys()]): Promise<HostTensors> {
    const away = names.filter((name) => this.tensor(name).location !== "cpu");
    const fetched = away.length === 0 ? {} : await this.fetch(away);
    const copy = (name: string): HostTensor => {
      const tensor = fromOrt(fetched[name] ?? this.tensor(name));
      return { ...tensor, data: tensor.data.slice() };
    };
    return Object.fromEntries(names.map((name) => [name, copy(name)]));
  }

  /** Frees everything. */
  async dispose(): Promise<void> {
    discard([...this.tensors.values()]);
    this.tensors.clear();
    await this.reader?.session.release();
  }

  /** Entries as tensors of the processor. */
  private async fetch(names: readonly string[]): Promise<ort.InferenceSession.ReturnType> {
    if (this.reader?.entries !== this.tensors.size) {
      await this.reader?.session.release();
      this.reader = { session: await this.readerOfAll(), entries: this.tensors.size };
    }
    const feeds = Object.fromEntries(
      [...this.tensors].map(([name, tensor]) => [inputPrefix + name, tensor]),
    );
    return this.reader.session.run(feeds, names);
  }

  private readerOfAll(): Promise<ort.InferenceSession> {
    const model = new ModelWriter();
    const entries = [...this.shapes];
    for (const [name] of entries) model.copy(inputPrefix + name, name);
    const bytes = model.encodeModel({
      name: "state",
      inputs: entries.map(([name, { shape, dtype }]) => ({
        name: inputPrefix + name,
        shape,
        dtype,
      })),
      outputs: entries.map(([name, { shape, dtype }]) => ({ name, shape, dtype })),
    });
    return ort.InferenceSession.create(bytes, { executionProviders: [this.provider] });
  }
}

/** A model has its inputs and outputs under two names. */
const inputPrefix = "in:";

/** Frees what tensors hold beside JavaScript's memory. */
export function discard(tensors: readonly ort.Tensor[]): void {
  for (const tensor of tensors) if (tensor.location !== "cpu") tensor.dispose();
}
