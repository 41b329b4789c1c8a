import { assertEquals, assertNotEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { withServer } from "../server/scenarios/testing/test_server.ts";
import { RoomClient } from "../shared/client/room_client.ts";

/** Resolves when a client's drawing is like that. */
function until(client: RoomClient, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds()) return;
      off();
      resolve();
    };
    const off = client.on("change", look);
    look();
  });
}

function startClock(server: string): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--no-prompt", "--allow-net", "--ignore-env"],
      fromFileUrl(import.meta.resolve("./clock.ts")),
      ...["lobby", "--server", server],
    ],
  }).spawn();
}

Deno.test("[E14] the clock draws itself, goes on, takes itself away on SIGINT, and comes back when started again", async () => {
  await withServer(async ({ server }) => {
    const url = server.url.replace("http:", "ws:");
    const client = new RoomClient({
      server: url,
      roomId: "lobby",
      name: "ana",
    });
    const shapes = () => client.document.shapes;
    const seconds = () => {
      const hand = shapes().get("clock-seconds")?.shape;
      return hand?.type === "line" ? `${hand.points}` : "";
    };
    for (let run = 0; run < 2; run++) {
      const clock = startClock(url);
      await until(client, () => shapes().size === 4);
      const before = seconds();
      await until(client, () => seconds() !== before);
      assertNotEquals(seconds(), "");
      clock.kill("SIGINT");
      await until(client, () => shapes().size === 0);
      assertEquals((await clock.status).code, 0);
    }
    await client.close();
  });
});
