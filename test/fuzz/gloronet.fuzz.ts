import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { inspect } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { gloronetBytes } from "../../src/formats/gloronet/gloronetBytes.js";
import { gloronetLimits } from "../../src/formats/gloronet/gloronetLimits.js";
import { readGloronet } from "../../src/formats/gloronet/readGloronet.js";
import { tarMembers } from "../../src/formats/gloronet/tarMembers.js";
import { GloroError } from "../../src/gloro/errors.js";
import { mutate } from "./mutate.js";

// Damages the fixtures in many ways and reads them: gloronet.fuzz [COUNT [SEED]]. See fuzz.mjs.
const count = Number(process.argv[2] ?? 10_000);
const firstSeed = Number(process.argv[3] ?? 0);

/** Two seconds for the file, and what a thread takes to start and end on a busy machine. */
const slowestAllowed = gloronetLimits.structureMilliseconds + 2000;
const rssAllowed = 500 * 2 ** 20;

interface Fixture {
  readonly name: string;
  readonly archive: Buffer;
  readonly tar: Buffer;
  readonly hdf5: Buffer;
  readonly config: Buffer;
}

async function fixture(path: string, name: string): Promise<Fixture> {
  const archive = readFileSync(path);
  const tar = gunzipSync(archive);
  const members = await tarMembers(asPieces(tar), gloronetLimits);
  const bytesOf = (kind: string) => members.find((member) => member.kind === kind)!.bytes;
  return { name, archive, tar, hdf5: bytesOf("model"), config: bytesOf("config") };
}

// eslint-disable-next-line @typescript-eslint/require-await -- a stream of one piece
async function* asPieces(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/** Where the damage is done, and how a file is made of it again. */
const places: Record<
  string,
  (damage: (part: Buffer) => Uint8Array, of: Fixture) => Promise<Uint8Array>
> = {
  archive: (damage, { archive }) => Promise.resolve(damage(archive)),
  tar: (damage, { tar }) => Promise.resolve(gzipSync(damage(tar), { level: 1 })),
  config: (damage, { hdf5, config }) =>
    gloronetBytes("net", { "config.json": damage(config), "f.h5": hdf5 }),
  hdf5: (damage, { hdf5, config }) =>
    gloronetBytes("net", { "config.json": config, "f.h5": damage(hdf5) }),
};
/** Most of all in the HDF5 file: only there C reads. */
const chances = ["archive", "tar", "config", "hdf5", "hdf5", "hdf5"];

const folder = resolve("test/fixtures/gloronet");
const fixtures = await Promise.all(
  readdirSync(folder).map((name) => fixture(join(folder, name), name)),
);
// Whatever is written relative to the working directory, or one above, is found afterwards.
const outer = mkdtempSync(join(tmpdir(), "gloro-fuzz-"));
mkdirSync(join(outer, "inner"));
process.chdir(join(outer, "inner"));

const failures: string[] = [];
const outcomes = { ok: 0, refused: 0, tooLate: 0, aborted: 0 };
let slowest = { milliseconds: 0, seed: 0 };
await readGloronet(fixtures[0]!.archive);
const baseRss = process.memoryUsage.rss();

async function timed(bytes: Uint8Array): Promise<{ error: unknown; milliseconds: number }> {
  const started = performance.now();
  const error: unknown = await readGloronet(bytes).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, milliseconds: performance.now() - started };
}

for (let seed = firstSeed; seed < firstSeed + count; seed++) {
  const random = xoroshiro128plus(seed);
  const pick = <T>(from: readonly T[]): T => from[uniformInt(random, 0, from.length - 1)]!;
  const [of, other, place] = [pick(fixtures), pick(fixtures), pick(chances)];
  const damaged = await places[place]!((part) => mutate(random, part, other.hdf5), of);
  const { error, milliseconds } = await timed(damaged);
  if (error === undefined) outcomes.ok++;
  // A reader that is not there, as when a build removes it meanwhile, refuses whatever the file.
  else if (!(error instanceof GloroError) || error.message.includes("could not be started"))
    failures.push(`seed ${seed} (${place}): ${inspect(error)}`);
  else if (error.message.includes("took longer")) outcomes.tooLate++;
  else if (error.message.includes("gave up")) outcomes.aborted++;
  else outcomes.refused++;
  if (milliseconds > slowest.milliseconds) slowest = { milliseconds, seed };
  // A busy machine is slow once; a file that hangs is slow again.
  if (milliseconds > slowestAllowed && (await timed(damaged)).milliseconds > slowestAllowed) {
    failures.push(`seed ${seed} (${place}): ${Math.round(milliseconds)} ms`);
  }
  if ((seed - firstSeed) % 1000 === 999) console.log(seed - firstSeed + 1, outcomes);
}

// Kilobytes, the most that there ever was.
const rss = process.resourceUsage().maxRSS * 1024 - baseRss;
if (rss > rssAllowed) failures.push(`${Math.round(rss / 2 ** 20)} MB of memory`);
const written = readdirSync(outer, { recursive: true }).filter((name) => name !== "inner");
if (written.length > 0) failures.push(`wrote ${written.join(", ")}`);
process.chdir(resolve("/"));
rmSync(outer, { recursive: true });

console.log(
  `${count} files from seed ${firstSeed}: ${outcomes.ok} read, ${outcomes.refused} refused, ` +
    `${outcomes.tooLate} stopped for time, ${outcomes.aborted} aborts of the library; slowest ` +
    `${Math.round(slowest.milliseconds)} ms (seed ${slowest.seed}); ` +
    `${Math.round(rss / 2 ** 20)} MB above the start; ${failures.length} failures`,
);
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;
