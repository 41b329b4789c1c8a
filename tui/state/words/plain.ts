import { printable } from "../../../shared/raster/sanitize.ts";

/** One line of somebody's text as it may be shown: a name, a chat line, a server's message. */
export function plain(text: string): string {
  return printable(text.replaceAll("\n", " "))
    .map((grapheme) => grapheme.text).join("");
}
