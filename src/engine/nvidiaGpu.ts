import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** A card of NVIDIA's, and what it does at one moment. */
export interface GpuReading {
  readonly name: string;
  /** In use by all programs, in bytes. */
  readonly memoryUsedBytes: number;
  readonly memoryTotalBytes: number;
  /** Share of the time in which it computed, in [0, 1]; absent where the card does not tell. */
  readonly utilization?: number;
  /** The driver's version. */
  readonly driver: string;
}

const columns = ["name", "memory.used", "memory.total", "utilization.gpu", "driver_version"];
const mebibyte = 2 ** 20;
const patienceMs = 5000;

/**
 * Asks `nvidia-smi` for the card that this process computes on: the first that `CUDA_VISIBLE_DEVICES`
 * names, or the first there is.
 *
 * @returns nothing where there is no such program, or it knows no card
 */
export async function readNvidiaGpu(
  environment: NodeJS.ProcessEnv = process.env,
): Promise<GpuReading | undefined> {
  const [visible] = (environment["CUDA_VISIBLE_DEVICES"] ?? "").split(",");
  try {
    const { stdout } = await promisify(execFile)(
      "nvidia-smi",
      [
        `--query-gpu=${columns.join()}`,
        "--format=csv,noheader,nounits",
        ...(visible ? [`--id=${visible}`] : []),
      ],
      { timeout: patienceMs, env: environment },
    );
    return parseReading(stdout);
  } catch {
    return undefined;
  }
}

function parseReading(text: string): GpuReading | undefined {
  const [line = ""] = text.split("\n");
  const [name = "", used, total, utilization, driver = ""] = line
    .split(",")
    .map((cell) => cell.trim());
  const [usedMebibytes, totalMebibytes, percent] = [used, total, utilization].map(Number);
  // A card may answer "[N/A]".
  if (name === "" || !isNumber(usedMebibytes) || !isNumber(totalMebibytes)) return undefined;
  return {
    name,
    memoryUsedBytes: usedMebibytes * mebibyte,
    memoryTotalBytes: totalMebibytes * mebibyte,
    ...(isNumber(percent) && { utilization: percent / 100 }),
    driver,
  };
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}
