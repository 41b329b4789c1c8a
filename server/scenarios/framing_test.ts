/** Below messages: frames and handshakes that no honest client makes. */

import { assertEquals, assertStringIncludes } from "@std/assert";
import { Bystander } from "./testing/bystander.ts";
import { bodyOf, chat, RawClient } from "./testing/raw_client.ts";
import { rawFrame, RawSocket } from "./testing/raw_socket.ts";
import { withServer } from "./testing/test_server.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

const FRAMES: [what: string, bytes: Uint8Array, code: number | null][] = [
  [
    "a length of 2^62",
    rawFrame({ first: 0x81, length: 1n << 62n }),
    1009,
  ],
  [
    "a message above 64 KiB",
    rawFrame({ first: 0x81, payload: new Uint8Array(65_537).fill(97) }),
    1009,
  ],
  [
    "endless fragments",
    new Uint8Array([
      ...rawFrame({ first: 0x01, payload: utf8("[") }),
      ...Array.from(
        { length: 70 },
        () => [
          ...rawFrame({ first: 0x00, payload: new Uint8Array(1_000).fill(97) }),
        ],
      )
        .flat(),
    ]),
    1009,
  ],
  [
    "endless empty fragments",
    new Uint8Array([
      ...rawFrame({ first: 0x01 }),
      ...Array.from({ length: 2_000 }, () => [...rawFrame({ first: 0x00 })])
        .flat(),
    ]),
    1008,
  ],
  [
    "an unmasked frame",
    rawFrame({ first: 0x81, payload: utf8("{}"), masked: false }),
    1002,
  ],
  ["a reserved bit", rawFrame({ first: 0xc1, payload: utf8("{}") }), 1002],
  ["opcode 3", rawFrame({ first: 0x83, payload: utf8("{}") }), 1002],
  [
    "a ping of 126 bytes",
    rawFrame({ first: 0x89, payload: new Uint8Array(126) }),
    1002,
  ],
  [
    "a fragmented ping",
    rawFrame({ first: 0x09, payload: utf8("x") }),
    1002,
  ],
  [
    "close 1005",
    rawFrame({ first: 0x88, payload: new Uint8Array([0x03, 0xed]) }),
    1002,
  ],
  [
    "bad UTF-8",
    rawFrame({ first: 0x81, payload: new Uint8Array([0xff, 0xfe]) }),
    1007,
  ],
];

for (const [what, bytes, code] of FRAMES) {
  Deno.test(`[limits] ${what} closes its own socket (${code}), and others are served`, async () => {
    await withServer(async (given) => {
      const bystander = await Bystander.come(given);
      const socket = await RawSocket.open(given.server.port);
      await socket.send(bytes);
      assertEquals(await socket.closeCode(), code);
      await bystander.isServed();
    });
  });
}

Deno.test("[L3] [limits] half a header held, a foreign Origin, another path, no version: refused or waiting, and others are served", async () => {
  await withServer(async (given) => {
    const { port } = given.server;
    const bystander = await Bystander.come(given);
    const half = await RawSocket.connect(port);
    await half.send(utf8("GET /ws HTTP/1.1\r\nHost: ink"));
    const upgrade = {
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    };
    const cases: [string, Record<string, string>, string][] = [
      ["GET /ws HTTP/1.1", { ...upgrade, Origin: "https://evil.test" }, "403"],
      ["GET /ws HTTP/1.1", { ...upgrade, Origin: "null" }, "403"],
      ["GET /elsewhere HTTP/1.1", upgrade, "404"],
      [
        "GET /ws HTTP/1.1",
        { ...upgrade, "Sec-WebSocket-Version": "99" },
        "400",
      ],
      ["GET /ws HTTP/1.1", { ...upgrade, "Sec-WebSocket-Key": "short" }, "400"],
    ];
    for (const [line, headers, status] of cases) {
      const socket = await RawSocket.connect(port);
      const head = await socket.request(line, headers);
      assertStringIncludes(head, ` ${status} `);
      socket.drop();
      await bystander.isServed();
    }
    half.drop();
    await bystander.isServed();
  });
});

Deno.test("[limits] handshakes that fail take nobody's place", async () => {
  await withServer(async ({ server }) => {
    for (let i = 0; i < 3; i++) {
      const socket = await RawSocket.connect(server.port);
      const head = await socket.request("GET /ws HTTP/1.1", {
        Connection: "Upgrade",
        Upgrade: "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "short",
      });
      assertStringIncludes(head, " 400 ");
      socket.drop();
    }
    const ana = await RawClient.hello(server.url, "ana");
    await ana.join("lobby");
  }, { flags: ["--sockets", "1"] });
});

Deno.test("[L3] an Origin that was allowed at start may connect", async () => {
  await withServer(async ({ server }) => {
    const headers = { origin: "https://ink.example" };
    const page = await RawClient.connect(server.url, { headers });
    page.send({ type: "join_room", roomId: 1 });
    page.send(chat(1, { shape: { id: "a", type: "circle" } }));
    assertEquals(bodyOf(await page.next("chat")).shape.id, "a");
  }, { flags: ["--allow-origin", "https://ink.example"] });
});
