import { assertEquals } from "@std/assert";
import { isLoopback } from "./loopback.ts";

const LOOPBACK: [address: string, expected: boolean][] = [
  ["127.0.0.1", true],
  ["127.255.0.9", true],
  ["::1", true],
  ["::ffff:127.0.0.1", true],
  ["10.0.0.1", false],
  ["::ffff:10.127.0.1", false],
  ["2001:db8::1", false],
  ["0.0.0.0", false],
];

for (const [address, expected] of LOOPBACK) {
  Deno.test(`[L1] ${address} is ${expected ? "" : "not "}this machine`, () => {
    assertEquals(isLoopback(address), expected);
  });
}
