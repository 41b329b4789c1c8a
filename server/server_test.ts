/** What goes wrong in the background of a server. */

import { assert, assertEquals } from "@std/assert";
import { parseConfig } from "./config.ts";
import { startServer } from "./server.ts";
import { MemoryStore } from "./store/memory/memory_store.ts";
import { systemClock } from "../shared/client/clock.ts";

Deno.test("[limits] a chore that fails is told, and the server goes on", async () => {
  let isBroken = false;
  const clock = {
    ...systemClock,
    now: () => {
      if (isBroken) throw new Error("the clock is broken");
      return Date.now();
    },
  };
  const told = Promise.withResolvers<string>();
  const server = await startServer(
    parseConfig(["--port", "0"], {}),
    new MemoryStore(),
    { clock, log: told.resolve },
  );
  try {
    isBroken = true;
    assert((await told.promise).includes("the clock is broken"));
    isBroken = false;
    const health = await fetch(`${server.url}/healthz`);
    assertEquals(await health.text(), "ok\n");
  } finally {
    isBroken = false;
    await server.close();
  }
});
