import { assertEquals, assertNotEquals } from "@std/assert";
import { Identity } from "../identity.ts";
import { personOf } from "./person.ts";

const identity = new Identity(new Uint8Array(32));

Deno.test("[P25] without a secret one is a guest: the same for each address, and not that of another", () => {
  const guest = (address: string) =>
    personOf({ headers: {}, address }, identity);
  assertEquals(guest("192.0.2.1"), guest("192.0.2.1"));
  assertNotEquals(guest("192.0.2.1"), guest("192.0.2.2"));
});

Deno.test("[P25] [L6] with a secret one is that person, wherever one asks from", () => {
  const person = (secret: string, address: string) =>
    personOf(
      { headers: { authorization: `Bearer ${secret}` }, address },
      identity,
    );
  const ana = "the-secret-of-ana";
  assertEquals(person(ana, "192.0.2.1"), identity.userId(ana));
  assertEquals(person(ana, "192.0.2.2"), identity.userId(ana));
  assertNotEquals(
    person("the-secret-of-ben", "192.0.2.1"),
    identity.userId(ana),
  );
});
