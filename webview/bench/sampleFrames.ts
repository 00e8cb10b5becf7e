import { SamplesPage } from "../samples/samplesPage.js";
import { newView } from "../samples/savedView.js";

const classes = 10;
const tile = { height: 28, width: 28, channels: 1 };
const frames = 300;

/** Shows `count` samples; tells how long their first paint takes, and the time between frames while scrolling. */
async function measure(count: number, pixelsAFrame: number) {
  const main = document.body.appendChild(document.createElement("main"));
  main.id = "samples";
  const size = tile.height * tile.width;
  const bytes = Uint8Array.from(
    { length: count * size },
    (_, index) => (index * 2654435761) >>> 24,
  );
  const page = new SamplesPage(
    main,
    {
      request: () => Promise.resolve(),
      remember: () => undefined,
      // As from the extension: later, and as a copy.
      wish: (wish) => {
        if (wish.type !== "pixels") return;
        setTimeout(() => {
          const pixels = new Uint8Array(wish.examples.length * size);
          for (const [index, example] of wish.examples.entries()) {
            pixels.set(bytes.subarray(example * size, (example + 1) * size), index * size);
          }
          page.receive({ type: "pixels", examples: wish.examples, pixels });
        });
      },
    },
    newView,
  );
  page.receive({ type: "opened", file: "/net.gloronet", name: "net.gloronet", data: "mnist" });
  await nextFrame();
  const labels = Int32Array.from({ length: count }, (_, example) => example % classes);
  const radii = Float64Array.from(
    { length: count },
    (_, example) => ((example * 7919) % 997) / 997,
  );
  const told = performance.now();
  page.receive({
    type: "finding",
    finding: {
      type: "samples",
      samples: {
        count,
        data: "MNIST",
        epsilon: 0.3,
        classNames: Array.from({ length: classes }, (_, index) => String(index)),
        image: tile,
        tile,
        labels,
        predictions: labels,
        certified: {
          isProven: true,
          radii,
          rightRadii: radii,
          tops: new Int32Array(count).fill(1),
          rivals: new Int32Array(count),
        },
      },
    },
  });
  const grid = main.querySelector<HTMLElement>("[role=grid]");
  if (!grid) throw new Error("There is no grid.");
  while (!isPainted(grid)) await nextFrame();
  // What was drawn in one frame is on the screen in the next.
  const firstPaint = (await nextFrame()) - told;

  const times: number[] = [];
  let before = await nextFrame();
  for (let frame = 0; frame < frames; frame++) {
    grid.scrollTop += pixelsAFrame;
    const now = await nextFrame();
    times.push(now - before);
    before = now;
  }
  main.remove();
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? NaN;
  return { firstPaint, median: at(0.5), p95: at(0.95), worst: at(1) };
}

/** Whether a picture of the first row is there. */
function isPainted(grid: HTMLElement): boolean {
  const canvas = grid.querySelector("canvas");
  const context = canvas?.getContext("2d");
  return (context?.getImageData(0, 0, 1, 1).data[3] ?? 0) > 0;
}

function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

Object.assign(globalThis, { measure });
