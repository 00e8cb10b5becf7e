import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Where Linux tells of a machine's graphics. */
export interface GraphicsPlaces {
  /** A folder of devices: `card0`, `renderD128`, and so on. */
  readonly devices: string;
  /** Device files of drivers that make none there. */
  readonly files: readonly string[];
  /** The manifests of Vulkan drivers. */
  readonly drivers: readonly string[];
}

/** Vendors of the graphics that virtual machines draw their screens with, as PCI numbers them. */
const virtualVendors: ReadonlySet<string> = new Set([
  "0x1013", // Cirrus, by QEMU
  "0x1234", // QEMU
  "0x1414", // Hyper-V
  "0x15ad", // VMware
  "0x1af4", // virtio
  "0x1b36", // QXL
  "0x80ee", // VirtualBox
]);

/** Vulkan drivers that compute on the processor: Mesa's, and Chromium's. */
const softwareDriver = /lvp|llvmpipe|lavapipe|swiftshader/i;

/**
 * Whether WebGPU would run on a card and not on a GPU in software. onnxruntime does not say what it found,
 * so the system is asked: Linux by its devices and drivers; a Mac has a GPU; of Windows it is not known.
 */
export function hasGraphicsCard(
  platform: NodeJS.Platform = process.platform,
  places: GraphicsPlaces = linuxPlaces(),
): boolean {
  if (platform === "darwin") return true;
  if (platform !== "linux") return false;
  const hasDriver = places.drivers.some((driver) => !softwareDriver.test(driver));
  return hasDriver && (places.files.some((file) => existsSync(file)) || hasDevice(places.devices));
}

/** The manifests of Vulkan drivers, where the Vulkan loader looks for them. */
export function vulkanDrivers(environment: NodeJS.ProcessEnv = process.env): string[] {
  const { VK_ICD_FILENAMES, VK_DRIVER_FILES, XDG_DATA_HOME } = environment;
  const named = VK_DRIVER_FILES ?? VK_ICD_FILENAMES;
  if (named) return named.split(":").filter((file) => file !== "");
  const data = XDG_DATA_HOME ?? join(homedir(), ".local", "share");
  return ["/etc", "/usr/local/share", "/usr/share", data]
    .map((folder) => join(folder, "vulkan", "icd.d"))
    .flatMap((folder) =>
      existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [],
    );
}

function linuxPlaces(): GraphicsPlaces {
  return {
    devices: "/sys/class/drm",
    // NVIDIA's driver, and Windows' GPU under WSL.
    files: ["/dev/nvidiactl", "/dev/dxg"],
    drivers: vulkanDrivers(),
  };
}

function hasDevice(folder: string): boolean {
  if (!existsSync(folder)) return false;
  return readdirSync(folder).some((name) => {
    const vendor = vendorOf(join(folder, name, "device", "vendor"));
    return vendor !== undefined && !virtualVendors.has(vendor);
  });
}

function vendorOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    // An output of a card, or a device that is on no bus, has none.
    return undefined;
  }
}
