import { join } from "node:path";
import { GloroError } from "../../gloro/errors.js";
import { readFileBytes } from "../arrays/readFileBytes.js";
import { sharedBytes, sharedIntegers } from "../sharedMemory.js";
import { listFolder } from "./listFolder.js";
import type { SourceData, SourceSplit } from "./sourceData.js";
import type { SourceFormat } from "./sourceFormat.js";

const officialFolder = "cifar-10-batches-bin";
const trainFile = /^data_batch_\d+\.bin$/;
const testFile = "test_batch.bin";

const [height, width, channels] = [32, 32, 3];
const pixels = height * width;
// A label, then the red, green and blue planes (cs.toronto.edu/~kriz/cifar.html).
const recordBytes = 1 + channels * pixels;

const classNames = [
  "airplane",
  "automobile",
  "bird",
  "cat",
  "deer",
  "dog",
  "frog",
  "horse",
  "ship",
  "truck",
];

/** CIFAR-10 in the official binary files, or whole records of them. */
export const cifar10Binary: SourceFormat = {
  lookedFor: `a folder ${officialFolder} with data_batch_1.bin and ${testFile}`,
  find: async ({ path }) => {
    const folder = await batchFolder(path);
    return folder === undefined ? undefined : () => readBatches(folder);
  },
};

async function readBatches(folder: string): Promise<SourceData> {
  const trainFiles = (await listFolder(folder)).filter((name) => trainFile.test(name));
  return {
    name: "CIFAR-10",
    classNames,
    train: await readSplit(folder, trainFiles, "train"),
    test: await readSplit(folder, [testFile], "test"),
  };
}

async function batchFolder(path: string): Promise<string | undefined> {
  for (const folder of [path, join(path, officialFolder)]) {
    const names = await listFolder(folder);
    if (names.includes(testFile) && names.some((name) => trainFile.test(name))) return folder;
  }
  return undefined;
}

async function readSplit(
  folder: string,
  files: readonly string[],
  part: string,
): Promise<SourceSplit> {
  const where = `${part} images of ${folder}`;
  const records = Buffer.concat(await Promise.all(files.map((name) => readRecords(folder, name))));
  const count = records.length / recordBytes;
  const images = sharedBytes(count * pixels * channels, `The ${where}`);
  const labels = sharedIntegers(count, `The ${part} labels of ${folder}`);
  for (let example = 0; example < count; example++) {
    const record = example * recordBytes;
    labels[example] = records[record] ?? 0;
    const image = example * pixels * channels;
    for (let pixel = 0; pixel < pixels; pixel++) {
      for (let channel = 0; channel < channels; channel++) {
        images[image + pixel * channels + channel] =
          records[record + 1 + channel * pixels + pixel] ?? 0;
      }
    }
  }
  return { count, images, labels, inputShape: [height, width, channels], where };
}

async function readRecords(folder: string, name: string): Promise<Uint8Array> {
  const bytes = await readFileBytes(join(folder, name));
  const whole = Math.ceil(bytes.length / recordBytes) * recordBytes;
  if (bytes.length !== whole || whole === 0) {
    throw new GloroError(
      `${join(folder, name)} is cut short: ${Math.max(whole, recordBytes)} bytes were expected ` +
        `(records of ${recordBytes}); ${bytes.length} were found. Download it again.`,
    );
  }
  return bytes;
}
