/** The explorer of samples with 10,000 images: its first paint, and frames while scrolling: `npm run bench:samples`. */
import { withBenchPages } from "./benchPage.js";

const images = 10_000;
const page = { script: "bench/sampleFrames.ts", styles: "samples/samples.css", height: 900 };

await withBenchPages(page, async (open) => {
  for (const pixelsAFrame of [40, 400, 4000]) {
    const page = await open();
    const measured = await page.evaluate(`measure(${images}, ${pixelsAFrame})`);
    const times = measured as Record<"firstPaint" | "median" | "p95" | "worst", number>;
    const told = [times.median, times.p95, times.worst].map((time) => time.toFixed(1)).join(" / ");
    console.log(
      `first paint ${times.firstPaint.toFixed(0)} ms; scrolling ${pixelsAFrame} pixels a frame: ` +
        `${told} ms a frame (median / p95 / worst)`,
    );
    await page.close();
  }
});
