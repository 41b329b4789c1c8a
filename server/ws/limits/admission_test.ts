import { assertEquals } from "@std/assert";
import { DEFAULT_LIMITS } from "../../../shared/schema/limits.ts";
import { Admission } from "./admission.ts";

const admit = (limits = {}) => new Admission({ ...DEFAULT_LIMITS, ...limits });
const statuses = (
  admission: Admission,
  address: string,
  times: number,
  at = 0,
) => Array.from({ length: times }, () => admission.enter(address, at)?.status);

Deno.test("[limits] sockets of one address are counted, and given back", () => {
  const admission = admit({ socketsPerAddress: 2 });
  assertEquals(statuses(admission, "10.0.0.1", 3), [undefined, undefined, 429]);
  assertEquals(statuses(admission, "10.0.0.2", 1), [undefined]);
  admission.leave("10.0.0.1");
  assertEquals(statuses(admission, "10.0.0.1", 1), [undefined]);
  assertEquals(admission.sockets, 3);
});

Deno.test("[limits] new connections of one address: a burst, then a rate, also for those that were closed at once", () => {
  const admission = admit({ connectsPerSecond: 10, connectBurst: 2 });
  for (let i = 0; i < 2; i++) {
    assertEquals(statuses(admission, "10.0.0.1", 1), [undefined]);
    admission.leave("10.0.0.1");
  }
  assertEquals(statuses(admission, "10.0.0.1", 1, 50), [429]);
  admission.sweep(50);
  assertEquals(statuses(admission, "10.0.0.1", 1, 51), [429]);
  assertEquals(statuses(admission, "10.0.0.1", 1, 100), [undefined]);
});

Deno.test("[limits] loopback is spared the limits by address, not the one in all", () => {
  const admission = admit({
    socketsPerAddress: 1,
    connectBurst: 1,
    sockets: 3,
  });
  assertEquals(statuses(admission, "127.0.0.1", 4), [
    undefined,
    undefined,
    undefined,
    503,
  ]);
});
