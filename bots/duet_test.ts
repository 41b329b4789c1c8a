import { assert, assertEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { withServer } from "../server/scenarios/testing/test_server.ts";
import { RoomClient } from "../shared/client/room_client.ts";

Deno.test("[E9] [R32] two people draw a diagram: labels are typed, arrows hold on to what is moved", async () => {
  await withServer(async ({ server }) => {
    const url = server.url.replace("http:", "ws:");
    const { success } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--no-prompt", "--allow-net", "--ignore-env"],
        fromFileUrl(import.meta.resolve("./duet.ts")),
        ...["plans", "--server", url, "--speed", "1000"],
      ],
      stdout: "inherit",
      stderr: "inherit",
    }).output();
    assert(success);
    const client = new RoomClient({
      server: url,
      roomId: "plans",
      name: "guest",
    });
    await client.synced();
    const shapes = [...client.document.shapes.values()]
      .map(({ shape }) => shape);
    await client.close();
    assertEquals(shapes.length, 19);
    const label = (id: string) => {
      const shape = shapes.find((shape) => shape.id === id)!;
      return "text" in shape ? shape.text : undefined;
    };
    assertEquals(label("orders"), "orders 注文");
    assertEquals(label("auth"), "auth 🔑");
    assertEquals([label("later"), label("misses")], ["yes", "no"]);
    const ends = shapes.flatMap((shape) =>
      shape.type === "arrow" ? [shape.start, shape.end] : []
    );
    assertEquals(ends.length, 16);
    assert(ends.every((end) => end !== null));
    assertEquals(new Set(shapes.map(({ createdBy }) => createdBy)).size, 2);
  });
});
