/** Says in a sentence why no VS Code can be had on this machine. */
export class NoVSCodeError extends Error {
  override readonly name = "NoVSCodeError";
}
