import {
  assert,
  assertEquals,
  assertMatch,
  assertNotEquals,
} from "@std/assert";
import { hashOf, Identity } from "./identity.ts";

const secret = new Uint8Array(32).fill(1);

Deno.test("[P1] a userId is the same for the same secret and server, and tells neither", () => {
  const identity = new Identity(secret);
  const userId = identity.userId("client-0123456789");
  assertMatch(userId, /^u_[A-Za-z0-9_-]{22}$/);
  assertEquals(new Identity(secret).userId("client-0123456789"), userId);
  assert(
    new Identity(secret.with(0, 2)).userId("client-0123456789") !== userId,
  );
  assert(identity.userId("client-0123456780") !== userId);
});

Deno.test("[E20] the name under which a client's numbers are kept can't be had from its userId", () => {
  const identity = new Identity(secret);
  const hash = identity.clientHash("client-0123456789");
  assert(!hash.startsWith(identity.userId("client-0123456789").slice(2)));
});

Deno.test("[L6] no secret makes one the guest of an address, nor tells under which name a client is kept", () => {
  const identity = new Identity(secret);
  const guest = identity.guestId("192.168.100.100");
  assertMatch(guest, /^u_[A-Za-z0-9_-]{22}$/);
  const hash = identity.clientHash("client-0123456789");
  for (const prefix of ["", "guest:", "user:", "client:"]) {
    assert(identity.userId(`${prefix}192.168.100.100`) !== guest);
    const userId = identity.userId(`${prefix}client-0123456789`);
    assert(!hash.startsWith(userId.slice(2)));
  }
});

Deno.test("[E16] another body has another hash, also where only an undefined part differs", () => {
  const bodies = [[1, undefined, []], [undefined, "1", []], [1, "g", []]];
  assertEquals(new Set(bodies.map(hashOf)).size, bodies.length);
  assertEquals(hashOf([1, "g", []]), hashOf([1, "g", []]));
  assertNotEquals(hashOf({ a: 1 }), hashOf([["a", 1]]));
});
