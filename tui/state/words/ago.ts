/**
 * How long ago something was, in words.
 *
 * @module
 */

const UNITS: readonly [one: string, more: string, seconds: number][] = [
  ["year", "years", 365 * 86_400],
  ["month", "months", 30 * 86_400],
  ["day", "days", 86_400],
  ["h", "h", 3_600],
  ["min", "min", 60],
  ["s", "s", 1],
];

/** `3 min ago`; times in milliseconds since 1970. What lies ahead of a slow clock is just now. */
export function agoWords(then: number, now: number): string {
  const seconds = Math.floor((now - then) / 1_000);
  for (const [one, more, length] of UNITS) {
    const count = Math.floor(seconds / length);
    if (count >= 1) return `${count} ${count > 1 ? more : one} ago`;
  }
  return "just now";
}
