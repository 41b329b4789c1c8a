/**
 * Text in scripts.
 *
 * @module
 */

/** Text as one word of bash or zsh, whatever is in it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
