import { assertEquals, assertRejects } from "@std/assert";
import { roomsOverHttp } from "./rooms_over_http.ts";

/** A server that answers each path with this. */
async function serving(
  answer: (url: URL) => Response,
  run: (server: string) => Promise<void>,
): Promise<void> {
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => answer(new URL(request.url)),
  );
  try {
    await run(`ws://127.0.0.1:${server.addr.port}/ws`);
  } finally {
    await server.shutdown();
  }
}

Deno.test("[T13] rooms come page by page, a picture as lines of its size", async () => {
  const asked: string[] = [];
  const facts = { roomId: "a", changedAt: 1, members: 2, shapes: null };
  await serving((url) => {
    asked.push(url.pathname + url.search);
    return url.pathname === "/rooms"
      ? Response.json({ rooms: [{ ...facts, head: 7 }], next: "a" })
      : new Response("1\n2\n3\n");
  }, async (server) => {
    const rooms = roomsOverHttp(server, "ascii");
    assertEquals(await rooms.list(null), { rooms: [facts], next: "a" });
    await rooms.list("a");
    assertEquals(await rooms.picture("a", 30, 2), ["1", "2"]);
  });
  assertEquals(asked, [
    "/rooms?limit=1000",
    "/rooms?limit=1000&after=a",
    "/rooms/a.txt?cols=30&rows=2&fit=1&charset=ascii",
  ]);
});

for (
  const [what, response, message] of [
    [
      "another program",
      () => new Response("<html>"),
      "the server's answer is no list of rooms",
    ],
    [
      "a refusal",
      () => new Response("too many requests\n", { status: 429 }),
      "too many requests",
    ],
    [
      "a proxy's page",
      () =>
        new Response("<html>", {
          status: 502,
          headers: { "content-type": "text/html" },
        }),
      "502, and not in inkroom's words",
    ],
    [
      "an empty error",
      () => new Response("", { status: 500 }),
      "500, and not in inkroom's words",
    ],
  ] as const
) {
  Deno.test(`[T13] ${what} is told: ${message}`, async () => {
    await serving(response, async (server) => {
      const rooms = roomsOverHttp(server, "unicode");
      await assertRejects(() => rooms.list(null), Error, message);
    });
  });
}

Deno.test("[T13] a server that is not there is told, and has no pictures", async () => {
  const gone = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = gone.addr as Deno.NetAddr;
  gone.close();
  const rooms = roomsOverHttp(`ws://127.0.0.1:${port}`, "unicode");
  await assertRejects(
    () => rooms.list(null),
    Error,
    "the server does not answer",
  );
  assertEquals(await rooms.picture("a", 3, 3), null);
});
