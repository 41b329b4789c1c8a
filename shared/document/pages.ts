/**
 * Cutting what is sent into pages of bounded size.
 *
 * @module
 */

import { utf8Length } from "../schema/utf8.ts";

/** Bytes of the first page: on a slow line something is seen soon. Each page is twice the last. */
export const FIRST_PAGE_BYTES = 16 * 1024;

/**
 * Cuts values into arrays of at most `maxBytes` of JSON; nothing gives one empty array.
 *
 * @param firstBytes of the first one; each may have twice as many as the one before.
 */
export function* pages<T>(
  values: Iterable<T>,
  maxBytes: number,
  firstBytes: number = maxBytes,
): Generator<T[], void, undefined> {
  for (const { items } of writtenPages(values, maxBytes, firstBytes)) {
    yield items;
  }
}

/** Values, and each of them as JSON. */
export interface Page<T> {
  readonly items: T[];
  readonly texts: string[];
}

/** The same, with each value's JSON, which is what a page's size is measured by. */
export function* writtenPages<T>(
  values: Iterable<T>,
  maxBytes: number,
  firstBytes: number,
): Generator<Page<T>, void, undefined> {
  let page: Page<T> = { items: [], texts: [] };
  let most = Math.min(firstBytes, maxBytes);
  let bytes = 2; // the brackets
  for (const value of values) {
    const text = JSON.stringify(value);
    const size = utf8Length(text) + 1; // and a comma
    if (page.items.length > 0 && bytes + size > most) {
      yield page;
      most = Math.min(most * 2, maxBytes);
      page = { items: [], texts: [] };
      bytes = 2;
    }
    page.items.push(value);
    page.texts.push(text);
    bytes += size;
  }
  yield page;
}
