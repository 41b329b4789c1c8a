const encoder = new TextEncoder();

/** Bytes that a text takes in UTF-8: what limits of messages count. */
export function utf8Length(text: string): number {
  return encoder.encode(text).length;
}
