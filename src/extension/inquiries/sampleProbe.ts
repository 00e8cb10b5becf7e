import { copyImage } from "../../data/batches/copyImage.js";
import type { TestData } from "../../data/dataSet.js";
import { loadTestData } from "../../data/loadDataSet.js";
import { defaultEngine } from "../../engine/index.js";
import { entry } from "../../gloro/entry.js";
import { GloroError } from "../../gloro/errors.js";
import type { AttackSetting } from "../../model/attack/attackClaims.js";
import { attackPlan } from "../../model/attack/attackOptions.js";
import { rankingOf } from "../../model/attack/claim.js";
import { nearestBreak, radiiAtOnce } from "../../model/attack/nearestBreak.js";
import { lipschitzOf, logitsOf } from "../../model/certification.js";
import { readSavedNet } from "../../model/files/readSavedNet.js";
import { loadNetwork } from "../../model/gloroNetOptions.js";
import type { SampleAttackView, SampleTarget, SampleView } from "../samples/messages.js";
import type { ModelOnData } from "./inquiries.js";
import { imageShapeOf, sampleTiles } from "./sampleTiles.js";

/** Half of the way from black to white: what is farther is no longer the same picture. */
const farthestShare = 0.5;

/** Images are numbers from 0 to 1. */
const imageRange = [0, 1] as const;

/** Answers about single examples. What it read last it keeps: a file that changes needs another process. */
export const sampleProbe = {
  /** The tiles of examples (see {@link sampleTiles}). */
  async pixels(data: string, examples: readonly number[]): Promise<Uint8Array> {
    const { test, inputShape } = await dataOf(data);
    return sampleTiles(test, imageShapeOf(inputShape), examples);
  },

  async inspect(subject: ModelOnData, example: number): Promise<SampleView> {
    const image = await imageOf(subject, example);
    const { judgeOne } = await attackedNet(subject.file);
    return { example, image, logits: await judgeOne(image) };
  },

  /** Searches for the nearest input that is answered otherwise. */
  async attack(
    subject: ModelOnData,
    { example, top, beyond }: SampleTarget,
  ): Promise<SampleAttackView> {
    const image = await imageOf(subject, example);
    const { setting, judgeOne } = await attackedNet(subject.file);
    const logits = await judgeOne(image);
    const upTo = farthestShare * Math.sqrt(image.length);
    const found = await nearestBreak(
      {
        image,
        logits,
        top: rankingOf(logits).slice(0, top),
        beyond,
        farthest: upTo,
        place: example,
      },
      setting,
    );
    return {
      example,
      upTo,
      found: found
        ? { image: found.image, logits: await judgeOne(found.image), distance: found.distance }
        : null,
    };
  },
};

/** A network that is ready to be attacked. */
interface AttackedNet {
  readonly setting: AttackSetting;
  /** The logits of one input, by the program that judges attacks. */
  readonly judgeOne: (image: Float32Array) => Promise<Float32Array>;
}

const dataOf = latest((named) => loadTestData(named));

const attackedNet = latest(async (file): Promise<AttackedNet> => {
  const { relaxation, epsilon, ...saved } = await readSavedNet(file);
  if (epsilon === undefined) throw new GloroError(`${file} holds no epsilon.`);
  const onEngine = await loadNetwork({ ...saved, epsilon, engine: defaultEngine }, relaxation);
  const { network } = onEngine;
  const constants = await lipschitzOf(onEngine, undefined);
  const judge = async (data: Float32Array) => {
    const images = { shape: [radiiAtOnce, ...network.inputShape], data };
    return Float32Array.from((await logitsOf(onEngine, images, { batchSize: radiiAtOnce })).data);
  };
  const setting = {
    onEngine,
    constants: { classes: network.classes, values: entry(constants, "lipschitzConstant").data },
    rows: radiiAtOnce,
    plan: attackPlan({ range: imageRange }),
    judge,
  };
  const judgeOne = async (image: Float32Array) => {
    const batch = new Float32Array(image.length * radiiAtOnce);
    batch.set(image);
    return (await judge(batch)).slice(0, network.classes);
  };
  return { setting, judgeOne };
});

async function imageOf({ data }: ModelOnData, example: number): Promise<Float32Array> {
  const { test, name }: TestData = await dataOf(data);
  if (!(example >= 0 && example < test.count)) {
    throw new GloroError(`${name} has ${test.count} examples, and none of the number ${example}.`);
  }
  const image = new Float32Array(test.images.length / test.count);
  copyImage(test, example, image);
  return image;
}

/** Keeps what was loaded last; what could not be loaded is tried again. */
function latest<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  let kept: { readonly key: string; readonly loaded: Promise<T> } | undefined;
  return (key) => {
    if (kept?.key !== key) {
      const loaded = load(key);
      kept = { key, loaded };
      loaded.catch(() => {
        if (kept?.loaded === loaded) kept = undefined;
      });
    }
    return kept.loaded;
  };
}
