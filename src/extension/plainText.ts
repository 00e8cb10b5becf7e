// VS Code makes markup of some plain texts: names, notes and errors must stay what they are.
const apart = "\u200B";

/** For a quick pick or the status bar, where `$(x)` is an icon. */
export function withoutIcons(text: string): string {
  return text.replaceAll("$(", `$${apart}(`);
}

/** For a notification, where `[text](address)` is a link, which may run a command. */
export function withoutLinks(text: string): string {
  return text.replaceAll("](", `]${apart}(`);
}
