const longest = 60;

/** A text as part of a file's name: small letters, digits and dots, with hyphens between words. */
export function slug(text: string): string {
  const words = text.toLowerCase().replaceAll(/[^a-z0-9.]+/g, "-");
  return words.replaceAll(/^[-.]+|[-.]+$/g, "").slice(0, longest);
}
