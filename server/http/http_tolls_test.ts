import { assertEquals, assertThrows } from "@std/assert";
import { DEFAULT_LIMITS } from "../../shared/schema/limits.ts";
import { HttpTolls } from "./http_tolls.ts";
import { HttpError } from "./http_error.ts";

/** Requests that pass before one is refused, and what is said then. */
function passed(take: () => void): [count: number, error: HttpError] {
  for (let count = 0;; count++) {
    try {
      take();
    } catch (error) {
      return [count, error as HttpError];
    }
  }
}

Deno.test("[limits] requests of one address: a burst, then a rate, and told when to come again", () => {
  const tolls = new HttpTolls(DEFAULT_LIMITS);
  const [count, error] = passed(() => tolls.byAddress("192.0.2.1", "heavy", 0));
  assertEquals([count, error.status], [40, 429]);
  assertEquals(
    error.message,
    "too many requests of this kind: the limit is 10 a second after a burst of 40; wait 100 ms",
  );
  assertEquals(error.headers, { "retry-after": "1" });
  // Others, and other kinds, have limits of their own.
  tolls.byAddress("192.0.2.2", "heavy", 0);
  tolls.byAddress("192.0.2.1", "request", 0);
  tolls.byAddress("192.0.2.1", "heavy", 100);
});

Deno.test("[limits] loopback is spared the limits by address, and nobody those by person", () => {
  const tolls = new HttpTolls(DEFAULT_LIMITS);
  for (let i = 0; i < 1_000; i++) tolls.byAddress("127.0.0.1", "heavy", 0);
  const [count] = passed(() => tolls.byPerson("u_ana", "tx", 0));
  assertEquals(count, DEFAULT_LIMITS.txBurst);
});

Deno.test("[limits] who has rested is forgotten, and who has not is not", () => {
  const tolls = new HttpTolls(DEFAULT_LIMITS);
  passed(() => tolls.byPerson("u_ana", "tx", 0));
  tolls.sweep(10);
  assertThrows(() => tolls.byPerson("u_ana", "tx", 10), HttpError);
  tolls.sweep(60_000);
  const [count] = passed(() => tolls.byPerson("u_ana", "tx", 60_000));
  assertEquals(count, DEFAULT_LIMITS.txBurst);
});
