/** The server as `curl` sees it. */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parseConfig } from "../config.ts";
import { startServer } from "../server.ts";
import { RawClient } from "./testing/raw_client.ts";
import { RawSocket } from "./testing/raw_socket.ts";
import { withServer } from "./testing/test_server.ts";

/** Draws a small house in the room `lobby`. */
async function draw(url: string): Promise<RawClient> {
  const ana = await RawClient.hello(url, "ana");
  await ana.join("lobby");
  const ack = await ana.tx("lobby", 1, [
    {
      op: "create",
      shape: { id: "r", type: "rectangle", x: 8, y: 16, width: 64, height: 48 },
    },
    {
      op: "create",
      shape: { id: "t", type: "text", x: 24, y: 32, text: "hi" },
    },
  ]);
  assertEquals(ack.type, "ack");
  return ana;
}

/** What says how far the room has come. */
interface Answer {
  readonly seq: number;
  readonly head: number;
  readonly to: number;
  readonly events: readonly { readonly seq: number }[];
}

const lines = (text: string) => text.split("\n");

Deno.test("[P20] a room as text: fit to its content, or a screen of a size", async () => {
  await withServer(async ({ server: { url } }) => {
    await draw(url);
    const get = async (query: string) => {
      const response = await fetch(`${url}/rooms/lobby.txt${query}`);
      assertEquals(
        response.headers.get("content-type"),
        "text/plain; charset=utf-8",
      );
      return [response.status, lines(await response.text())] as const;
    };
    assertEquals(await get(""), [200, [
      "┌──────┐",
      "│ hi   │",
      "└──────┘",
      "",
    ]]);
    assertEquals(await get("?charset=ascii"), [200, [
      "+------+",
      "| hi   |",
      "+------+",
      "",
    ]]);
    assertEquals(await get("?cols=6&rows=3"), [200, [
      "",
      " ┌────",
      " │ hi",
      "",
    ]]);
    assertStringIncludes((await get("?color=1"))[1].join(""), "┌");
    for (
      const bad of ["cols=0", "cols=x", "rows=1001", "charset=utf7", "color=2"]
    ) {
      const [status, [message]] = await get(`?${bad}`);
      assertEquals(status, 400);
      assertStringIncludes(message!, bad.split("=")[0]!);
    }
  });
});

Deno.test("[P20] with fit, all of a room in a size: as small as need be, in the middle", async () => {
  await withServer(async ({ server: { url } }) => {
    await draw(url);
    const get = async (query: string) => {
      const response = await fetch(`${url}/rooms/lobby.txt?${query}`);
      return [response.status, lines(await response.text())] as const;
    };
    assertEquals(await get("cols=12&rows=5&fit=1"), [200, [
      "",
      "  ┌──────┐",
      "  │ hi   │",
      "  └──────┘",
      "",
    ]]);
    // At 50 % the box is one row high, and the text in it is clipped.
    assertEquals(await get("cols=6&rows=3&fit=1"), [200, ["", " ─…──", ""]]);
    assertEquals(await get("cols=6&fit=1"), [400, [
      "fit needs both cols and rows",
      "",
    ]]);
    assertEquals((await get("cols=6&rows=3&fit=yes"))[0], 400);
  });
});

Deno.test("[P21] rooms by id, page by page", async () => {
  await withServer(async ({ server: { url } }) => {
    const ana = await RawClient.hello(url, "ana");
    for (const room of ["c", "a", "b"]) await ana.join(room);
    const get = async (query: string) => {
      const response = await fetch(`${url}/rooms${query}`);
      if (response.status !== 200) {
        return [response.status, await response.text()];
      }
      const { rooms, next } = await response.json();
      return [rooms.map(({ roomId }: { roomId: string }) => roomId), next];
    };
    assertEquals(await get(""), [["a", "b", "c"], null]);
    assertEquals(await get("?limit=2"), [["a", "b"], "b"]);
    assertEquals(await get("?limit=2&after=b"), [["c"], null]);
    assertEquals(await get("?limit=3"), [["a", "b", "c"], null]);
    assertEquals(await get("?limit=0"), [
      400,
      "limit must be a whole number, 1 to 1000\n",
    ]);
  });
});

Deno.test("[P20] a room as JSON: its shapes from back to front, and the seq", async () => {
  await withServer(async ({ server: { url } }) => {
    await draw(url);
    const response = await fetch(`${url}/rooms/lobby.json`);
    assertEquals(response.headers.get("content-type"), "application/json");
    const { roomId, seq, shapes } = await response.json();
    assertEquals([roomId, seq], ["lobby", 1]);
    assertEquals(shapes.map(({ id }: { id: string }) => id), ["r", "t"]);
  });
});

Deno.test("[E21] who looks finds what another server has committed, though nobody told this one of it", async () => {
  await withServer(async ({ server: { url }, store }) => {
    const ana = await draw(url);
    const config = parseConfig(["--port", "0"], {});
    const deaf = await startServer(config, store, { log: () => {} });
    let cseq = 1;
    for (
      const [path, seqIn] of [
        [".json", ({ seq }) => seq],
        ["", ({ head }) => head],
        ["/shapes?bbox=0,0,9,9", ({ seq }) => seq],
        ["/blame", ({ seq }) => seq],
        ["/delta", ({ to }) => to],
        ["/events", ({ events }) => events.at(-1)!.seq],
      ] as [string, (answer: Answer) => number][]
    ) {
      const look = async () => {
        const response = await fetch(`${deaf.url}/rooms/lobby${path}`);
        return seqIn(await response.json());
      };
      assertEquals(await look(), cseq, path);
      cseq += 1;
      await ana.tx("lobby", cseq, [{ op: "move", ids: ["r"], dx: 8, dy: 0 }]);
      assertEquals(await look(), cseq, path);
    }
    await deaf.close();
  });
});

Deno.test("[P21] how much is in a room is told by a server that has not loaded it, too", async () => {
  await withServer(async ({ server: { url }, store }) => {
    const ana = await draw(url);
    await ana.tx("lobby", 2, [{ op: "delete", ids: ["t"] }]);
    const config = parseConfig(["--port", "0"], {});
    const other = await startServer(config, store, { log: () => {} });
    const { rooms } = await (await fetch(`${other.url}/rooms`)).json();
    assertEquals(rooms.length, 1);
    assertEquals([rooms[0].shapes, rooms[0].members], [1, 0]);
    await other.close();
  });
});

Deno.test("[P21] the list of rooms, and facts about one; looking makes none", async () => {
  await withServer(async ({ server: { url } }) => {
    await draw(url);
    const { rooms } = await (await fetch(`${url}/rooms`)).json();
    const lobby = await (await fetch(`${url}/rooms/lobby`)).json();
    assertEquals(rooms, [lobby]);
    assertEquals([lobby.roomId, lobby.head, lobby.members, lobby.shapes], [
      "lobby",
      1,
      1,
      2,
    ]);
    for (const path of ["nowhere", "nowhere.txt", "nowhere.json"]) {
      const response = await fetch(`${url}/rooms/${path}`);
      assertEquals(response.status, 404);
      assertEquals(
        await response.text(),
        "there is no room nowhere; joining one makes it\n",
      );
    }
    assertEquals((await (await fetch(`${url}/rooms`)).json()).rooms.length, 1);
  });
});

Deno.test("[P27] health, and numbers for Prometheus", async () => {
  await withServer(async ({ server: { url } }) => {
    await draw(url);
    assertEquals(await (await fetch(`${url}/healthz`)).text(), "ok\n");
    const metrics = await (await fetch(`${url}/metrics`)).text();
    for (
      const line of [
        "inkroom_connections 1",
        "inkroom_members 1",
        "inkroom_rooms_loaded 1",
        "inkroom_shapes_loaded 2",
      ]
    ) assertStringIncludes(metrics, `${line}\n`);
  });
});

Deno.test("[P20] [L3] what is not there, what is not possible, and who may not", async () => {
  await withServer(async ({ server: { url, port } }) => {
    const cases: [string, RequestInit, number, string][] = [
      ["/", {}, 404, "/rooms/:id.txt"],
      ["/rooms/%2e%2e%2fetc", {}, 404, "a room id is"],
      ["/rooms/%00.txt", {}, 404, "a room id is"],
      [`/rooms/${"a".repeat(5_000)}`, {}, 404, "a room id is"],
      ["/rooms/LOBBY", {}, 404, "a room id is"],
      ["/rooms", { method: "POST" }, 405, "GET is"],
      ["/rooms", { method: "DELETE" }, 405, "GET is"],
      [
        "/rooms",
        {
          method: "POST",
          headers: { origin: "https://evil.test" },
        },
        403,
        "--allow-origin",
      ],
      ["/rooms", { headers: { origin: "https://evil.test" } }, 200, "rooms"],
    ];
    for (const [path, init, status, words] of cases) {
      const response = await fetch(url + path, init);
      assertEquals(response.status, status, path);
      assertStringIncludes(await response.text(), words);
    }
    const socket = await RawSocket.connect(port);
    assertStringIncludes(
      await socket.request("HEAD /healthz HTTP/1.1", { Connection: "close" }),
      "200 OK",
    );
    assertEquals(await socket.closeCode(), null);
    assert((await fetch(`${url}/healthz`)).ok);
  });
});
