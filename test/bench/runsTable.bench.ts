/** How long the table of runs takes to sort, filter and scroll: `npm run bench:table`. */
import { withBenchPages } from "./benchPage.js";

const runs = 1000;
const page = {
  script: "bench/runsTable.ts",
  styles: "runsTable/runsTable.css",
  height: 800,
};

await withBenchPages(page, async (open) => {
  const times = await (await open()).evaluate<[what: string, ms: number[]][]>(`measure(${runs})`);
  for (const [what, ms] of times) {
    const sorted = ms.toSorted((one, other) => one - other);
    const told = [sorted[sorted.length >> 1], sorted.at(-1)].map((each) =>
      (each ?? NaN).toFixed(1),
    );
    console.log(`${runs} runs, ${what}: ${told.join(" / ")} ms (median / worst)`);
  }
});
