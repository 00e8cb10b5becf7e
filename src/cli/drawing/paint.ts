/** Colours and weights of text; every one is the identity where colour is off. */
export type Paint = Readonly<Record<Ink, (text: string) => string>>;

type Ink = keyof typeof codes;

// Select Graphic Rendition: the code that turns an ink on, and the one that turns it off.
const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const satisfies Record<string, readonly [on: number, off: number]>;

/** The inks of a terminal with colour, or of one without. */
export function paint(colour: boolean): Paint {
  const ink = (name: Ink) => (text: string) => {
    const [on, off] = codes[name];
    return colour ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  };
  return {
    bold: ink("bold"),
    dim: ink("dim"),
    red: ink("red"),
    green: ink("green"),
    yellow: ink("yellow"),
    cyan: ink("cyan"),
  };
}
