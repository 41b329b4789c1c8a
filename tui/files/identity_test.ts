import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { join } from "@std/path";
import { identityIn, stateFolder, userKeyFor } from "./identity.ts";

async function inFolder(test: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(join(folder, "state", "identity.json"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("[E19] who we are to a server outlives the program; each server knows another", () =>
  inFolder(async (path) => {
    const first = await userKeyFor("ws://one:4650", path);
    const second = await userKeyFor("ws://two:4650", path);
    assertNotEquals(first, second);
    assertEquals(await userKeyFor("ws://one:4650", path), first);
    assertEquals(await userKeyFor("ws://two:4650/ws", path), second);
  }));

Deno.test("[L6] nobody else on the machine can read it", () =>
  inFolder(async (path) => {
    await userKeyFor("ws://one:4650", path);
    const { mode } = await Deno.stat(path);
    assertEquals((mode ?? 0) & 0o777, 0o600);
  }));

Deno.test("[E19] a file that can't be read is left alone, and drawing goes on", () =>
  inFolder(async (path) => {
    await userKeyFor("ws://one:4650", path);
    await Deno.writeTextFile(path, "not JSON");
    assert((await userKeyFor("ws://one:4650", path)).length >= 16);
    assertEquals(await Deno.readTextFile(path), "not JSON");
  }));

Deno.test("[E19] a machine without a place for it gets a new name each time", async () => {
  assertNotEquals(
    await userKeyFor("ws://one:4650", null),
    await userKeyFor("ws://one:4650", null),
  );
});

Deno.test("[E19] the place is the user's state folder", () => {
  const folder = (env: Record<string, string>) =>
    stateFolder((name) => env[name]);
  const home = folder({ HOME: "/home/ana" })!;
  assertEquals(home, "/home/ana/.local/state/inkroom");
  assertEquals(identityIn(home), `${home}/identity.json`);
  assertEquals(
    folder({ HOME: "/home/ana", XDG_STATE_HOME: "/s" }),
    "/s/inkroom",
  );
  assertEquals(folder({}), null);
});
