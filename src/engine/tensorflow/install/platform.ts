import { readFileSync } from "node:fs";
import { GloroError } from "../../../gloro/errors.js";

/** What the engine needs to know of a kind of machine. */
export interface Platform {
  /** The wheel's package without CUDA. */
  readonly cpuPackage: string;
  /** The wheel's package with CUDA; undefined where there is none. */
  readonly cudaPackage: string | undefined;
  /** What pip calls the platform; a machine takes wheels of each. */
  readonly pipPlatforms: readonly string[];
  /** What uv calls it. */
  readonly uvPlatform: string;
  /** The library's files in a wheel, under `tensorflow/`. */
  readonly libraries: readonly string[];
  /** Names by which the linker and the loader ask for them, and the file that each stands for. */
  readonly links: Readonly<Record<string, string>>;
}

const linuxLibraries = {
  libraries: ["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"],
  links: {
    "libtensorflow.so": "libtensorflow_cc.so.2",
    "libtensorflow.so.2": "libtensorflow_cc.so.2",
    "libtensorflow_framework.so": "libtensorflow_framework.so.2",
  },
} as const;

/** Every kind of machine for which there are wheels that hold the library, by `process.platform` and `process.arch`. */
const platforms: Readonly<Record<string, Platform>> = {
  "linux-x64": {
    cpuPackage: "tensorflow-cpu",
    cudaPackage: "tensorflow",
    pipPlatforms: ["manylinux_2_27_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"],
    uvPlatform: "x86_64-manylinux_2_28",
    ...linuxLibraries,
  },
  "linux-arm64": {
    cpuPackage: "tensorflow-cpu",
    cudaPackage: undefined,
    pipPlatforms: ["manylinux_2_27_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"],
    uvPlatform: "aarch64-manylinux_2_28",
    ...linuxLibraries,
  },
  "darwin-arm64": {
    cpuPackage: "tensorflow",
    cudaPackage: undefined,
    pipPlatforms: ["macosx_12_0_arm64"],
    uvPlatform: "aarch64-apple-darwin",
    libraries: ["libtensorflow_cc.2.dylib", "libtensorflow_framework.2.dylib"],
    links: {
      "libtensorflow.dylib": "libtensorflow_cc.2.dylib",
      "libtensorflow_framework.dylib": "libtensorflow_framework.2.dylib",
    },
  },
};

/** The name of this kind of machine, such as `linux-x64`. */
export const platformName = `${process.platform}-${process.arch}`;

/** @throws GloroError on a machine for which no TensorFlow is built, or whose processor it does not run on. */
export function platformOf(name: string = platformName): Platform {
  const platform = platforms[name];
  if (!platform)
    throw new GloroError(
      `There is no TensorFlow library for ${name}, only for ${Object.keys(platforms).join(", ")}. Use the engine "onnx-cpu" here.`,
    );
  if (name === "linux-x64" && !hasAvx())
    throw new GloroError(
      `TensorFlow needs a processor with AVX, which this one lacks. Use the engine "onnx-cpu" here.`,
    );
  return platform;
}

function hasAvx(): boolean {
  try {
    return /^flags\s*:.*\bavx\b/m.test(readFileSync("/proc/cpuinfo", "utf8"));
  } catch {
    // Where the kernel does not say, loading the library will.
    return true;
  }
}
