/** Where shape number `n` of a filled room is, in world units: 40 in a row. */
export function placeOf(n: number): { x: number; y: number } {
  return { x: n % 40 * 96, y: Math.floor(n / 40) * 64 };
}
