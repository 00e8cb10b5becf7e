/** Where a command writes, and what can be drawn there. */
export interface Terminal {
  /** Results: what another program may read. */
  readonly out: (text: string) => void;
  /** Progress, advice and errors. */
  readonly err: (text: string) => void;
  /** Whether `err` is a terminal, on which a line can be redrawn. */
  readonly isInteractive: boolean;
  readonly colour: boolean;
  /** Width of the terminal now: its user may change it. */
  columns(): number;
}

const columnsElsewhere = 80;

/** The terminal of this process. Colour obeys NO_COLOR and FORCE_COLOR. */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  // A reader that closed its end, such as `head`, wants no more: that is no failure.
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    isInteractive: stderr.isTTY,
    colour: wantsColour(process.env, stdout.isTTY),
    columns: () =>
      stdout.isTTY ? stdout.columns : stderr.isTTY ? stderr.columns : columnsElsewhere,
  };
}

/** See https://no-color.org: the variable counts where it is not empty. */
function wantsColour(environment: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (environment["NO_COLOR"]) return false;
  if (environment["FORCE_COLOR"]) return environment["FORCE_COLOR"] !== "0";
  return isTerminal && environment["TERM"] !== "dumb";
}
