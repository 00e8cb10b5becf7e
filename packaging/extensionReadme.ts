/**
 * The README for the extension's page, which shows pictures from HTTPS addresses alone and resolves no path:
 * with no repository to take them from, pictures are left out, and links to other files become their words.
 */
export function extensionReadme(readme: string): string {
  return readme
    .replace(/^!\[[^\]]*\]\((?!https:)[^)]+\)\n\n/gm, "")
    .replace(/\[([^\]]*)\]\((?!https:|#)[^)]+\)/g, "$1");
}
