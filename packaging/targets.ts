/** A kind of machine that gets a VSIX of its own. */
export interface Target {
  /** As `process.platform` and `process.arch` name it, and onnxruntime its folders. */
  readonly platform: "linux" | "darwin" | "win32";
  readonly arch: "x64" | "arm64";
  /** Files of onnxruntime that its CPU engine loads: those for GPUs take part of the 50 MB, and we ask none. */
  readonly onnxruntime: readonly string[];
  /** Packages in which `sharp` has its native code for this machine. */
  readonly sharp: readonly string[];
  /** How TensorFlow's binding comes along: compiled, as sources, or not, where there is no such engine. */
  readonly tensorflow: "compiled" | "sources" | "none";
}

export type TargetName = "linux-x64" | "linux-arm64" | "darwin-arm64" | "win32-x64" | "win32-arm64";

const binding = "onnxruntime_binding.node";

/** Every target, as `vsce package --target` names it. */
export const targets: Readonly<Record<TargetName, Target>> = {
  "linux-x64": {
    platform: "linux",
    arch: "x64",
    onnxruntime: [binding, "libonnxruntime.so.1"],
    sharp: ["@img/sharp-linux-x64", "@img/sharp-libvips-linux-x64"],
    tensorflow: "compiled",
  },
  "linux-arm64": {
    platform: "linux",
    arch: "arm64",
    onnxruntime: [binding, "libonnxruntime.so.1"],
    sharp: ["@img/sharp-linux-arm64", "@img/sharp-libvips-linux-arm64"],
    tensorflow: "sources",
  },
  "darwin-arm64": {
    platform: "darwin",
    arch: "arm64",
    // The same library lies beside it under its full version, which nothing asks for.
    onnxruntime: [binding, "libonnxruntime.1.dylib"],
    sharp: ["@img/sharp-darwin-arm64", "@img/sharp-libvips-darwin-arm64"],
    tensorflow: "sources",
  },
  "win32-x64": {
    platform: "win32",
    arch: "x64",
    // DirectML.dll, dxcompiler.dll and dxil.dll are loaded late, by the engines for GPUs.
    onnxruntime: [binding, "onnxruntime.dll"],
    sharp: ["@img/sharp-win32-x64"],
    tensorflow: "none",
  },
  "win32-arm64": {
    platform: "win32",
    arch: "arm64",
    onnxruntime: [binding, "onnxruntime.dll"],
    sharp: ["@img/sharp-win32-arm64"],
    tensorflow: "none",
  },
};

/** Whether there is a VSIX for a kind of machine. */
export function isTarget(name: string): name is TargetName {
  return Object.hasOwn(targets, name);
}
