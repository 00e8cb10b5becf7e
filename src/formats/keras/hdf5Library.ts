import { randomUUID } from "node:crypto";
import type * as h5wasm from "h5wasm";

export type Hdf5Module = Awaited<typeof h5wasm.ready>;

const pageBytes = 2 ** 16;

/**
 * Loads the HDF5 library into this thread: on a file system in memory, with a limit on its memory.
 * Call it once in a thread, before any other import of h5wasm.
 *
 * The package's build for Node is not used: it works on the machine's files, and a file that names
 * another as its storage is then given that file's bytes. In memory, storage elsewhere cannot be read.
 */
export async function loadHdf5(memoryBytes: number): Promise<typeof h5wasm> {
  limitMemory(memoryBytes);
  // The library prints what it also throws.
  console.log = console.error = () => undefined;
  const library = await import("h5wasm");
  const module = await library.ready;
  module.activate_throwing_error_handler();
  return library;
}

/** A name in the file system in memory that no file can mention. */
export function unguessablePath(): string {
  return `/${randomUUID()}`;
}

/** What is used here of a type that TypeScript knows of browsers only. */
interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
declare const WebAssembly: { readonly Memory: { readonly prototype: WasmMemory } };

function limitMemory(memoryBytes: number): void {
  const { prototype } = WebAssembly.Memory;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called on the memory that grows
  const { grow } = prototype;
  prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * pageBytes > memoryBytes) {
      throw new RangeError("The limit on memory is reached.");
    }
    return grow.call(this, pages);
  };
}
