/** What `gloro` exits with. */
export const exitCode = {
  ok: 0,
  failed: 1,
  /** A word, an option or a config that is not understood. */
  usage: 2,
  /** Stopped by Ctrl-C: 128 + SIGINT, as shells have it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
