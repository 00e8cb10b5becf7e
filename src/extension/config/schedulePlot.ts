import { significant } from "../../runs/numbers.js";

/** What a schedule's plot shows. */
export interface ScheduledValues {
  /** The value at each whole epoch, from 0 on. */
  readonly values: readonly number[];
  /** A value to compare with, such as the ε of evaluation. */
  readonly reference?: { readonly label: string; readonly value: number };
}

/** The colours that can be read on a theme's hover, which an image does not inherit. */
export interface PlotInks {
  readonly text: string;
  readonly curve: string;
  readonly reference: string;
}

const size = { width: 320, height: 110 };
const margins = { left: 58, right: 14, top: 10, bottom: 20 };
const fontSize = 11;
/** Beyond this ratio a linear axis shows the largest values only. */
const logRatio = 50;
/** Finer steps cannot be told apart. */
const mostPoints = 400;

/** A schedule over its epochs as an SVG image; an axis whose values differ much is logarithmic. */
export function schedulePlot({ values, reference }: ScheduledValues, inks: PlotInks): string {
  const all = [...values, ...(reference ? [reference.value] : [])];
  const positive = all.filter((value) => value > 0);
  const isLog = positive.length === all.length && Math.max(...all) > logRatio * Math.min(...all);
  const scaled = (value: number) => (isLog ? Math.log(value) : value);
  const [low, high] = isLog
    ? [Math.min(...all), Math.max(...all)]
    : [Math.min(0, ...all), Math.max(...all)];
  const span = scaled(high) - scaled(low) || 1;
  const { left, right, top, bottom } = margins;
  const last = values.length - 1;
  const x = (epoch: number) => left + (epoch / (last || 1)) * (size.width - left - right);
  const y = (value: number) =>
    size.height - bottom - ((scaled(value) - scaled(low)) / span) * (size.height - top - bottom);
  const every = Math.ceil(values.length / mostPoints);
  const curve = values
    .map((value, epoch) => [x(epoch), y(value)] as const)
    .filter((_, epoch) => epoch % every === 0 || epoch === last)
    .map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`)
    .join(" ");
  const baseline = size.height - bottom;
  const text = (px: number, py: number, anchor: string, content: string) =>
    `<text x="${px}" y="${py}" text-anchor="${anchor}" fill="${inks.text}">${content}</text>`;
  const line = (y1: number, ink: string, dash: string) =>
    `<line x1="${left}" x2="${size.width - right}" y1="${y1}" y2="${y1}" stroke="${ink}"${dash}/>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" font-family="sans-serif" font-size="${fontSize}">`,
    line(baseline, inks.text, ""),
    ...(reference ? [line(y(reference.value), inks.reference, ' stroke-dasharray="4 3"')] : []),
    `<polyline points="${curve}" fill="none" stroke="${inks.curve}" stroke-width="2"/>`,
    text(left - 6, y(high) + 4, "end", significant(high, 3)),
    text(left - 6, baseline, "end", significant(low, 3)),
    text(left, size.height - 6, "middle", "0"),
    text(size.width - right, size.height - 6, "end", String(last)),
    "</svg>",
  ].join("");
}

/** An image as an address that holds it. */
export function svgAddress(svg: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}
