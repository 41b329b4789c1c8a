/** Bad messages: each ends at most its own request, and others are served. */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Bystander } from "./testing/bystander.ts";
import { bodyOf, chat, RawClient } from "./testing/raw_client.ts";
import { withServer } from "./testing/test_server.ts";

const deep = "[".repeat(30_000) + "]".repeat(30_000);

/** Messages to a native client's socket, and what is answered. */
const MESSAGES: [text: string, answer: Record<string, unknown>][] = [
  ["", { code: "bad_message" }],
  ["null", { code: "bad_message" }],
  ["[]", { code: "bad_message" }],
  ['"x"', { code: "bad_message" }],
  ["17", { code: "bad_message" }],
  ["{", { code: "bad_message" }],
  ["NaN", { code: "bad_message" }],
  ["[".repeat(60_000), { code: "bad_message" }],
  [deep, { code: "bad_message" }],
  ["{}", { code: "bad_message" }],
  ['{"type":"nonsense"}', { code: "bad_message", path: "type" }],
  ['{"type":["tx"]}', { code: "bad_message", path: "type" }],
  ['{"type":"ping","__proto__":{"a":1}}', { path: "__proto__" }],
  ['{"type":"ping","constructor":1}', { path: "constructor" }],
  ['{"type":"ping","x":{"prototype":1}}', { path: "x.prototype" }],
  ['{"type":"ping","more":1}', { code: "bad_message" }],
  ['{"type":"ping","type":"pong"}', { code: "bad_message", path: "type" }],
  [
    '{"type":"hello","protocol":1,"clientId":"client-of-eve-0123456789","name":"x"}',
    { code: "already_hello" },
  ],
  ['{"type":"join_room","roomId":"../../etc"}', { path: "roomId" }],
  ['{"type":"join_room","roomId":"%00"}', { path: "roomId" }],
  [`{"type":"join_room","roomId":"${"a".repeat(10_000)}"}`, { path: "roomId" }],
  ['{"type":"join_room","roomId":9007199254740993}', { path: "roomId" }],
  ['{"type":"join_room","roomId":-1}', { path: "roomId" }],
  ['{"type":"join_room","roomId":"lobby","since":1e400}', { path: "since" }],
  ['{"type":"tx","roomId":"lobby","cseq":9007199254740993,"ops":[]}', {
    path: "cseq",
  }],
  ['{"type":"tx","roomId":"lobby","cseq":0,"ops":[]}', { path: "cseq" }],
  ['{"type":"tx","cseq":1,"ops":[],"__proto__":1}', { path: "__proto__" }],
  ['{"type":"ping","ref":7,"__proto__":1}', { type: "error", ref: 7 }],
  ['{"type":"tx","roomId":"lobby","cseq":"1","ops":[]}', { path: "cseq" }],
  ['{"type":"tx","roomId":"nowhere","cseq":1,"ops":[]}', {
    type: "nack",
    code: "not_joined",
  }],
  ['{"type":"presence","roomId":"nowhere"}', { code: "not_joined" }],
  ['{"type":"say","roomId":"lobby","text":"\\u001b]52;c;x","nonce":"n"}', {
    path: "text",
  }],
  ['{"type":"history","roomId":"lobby","limit":1e9}', { path: "limit" }],
];

Deno.test("[P12] a malformed message is answered with what is wrong and where, and its socket goes on", async () => {
  await withServer(async (given) => {
    const bystander = await Bystander.come(given);
    const eve = await RawClient.hello(given.server.url, "eve");
    await eve.join("lobby");
    for (const [text, expected] of MESSAGES) {
      eve.send(text);
      const { type, code, path, ref } = await eve.next((message) =>
        message.type === "error" || message.type === "nack"
      );
      const answer: Record<string, unknown> = { type, code, path, ref };
      for (const [key, value] of Object.entries(expected)) {
        assertEquals(answer[key], value, `${key} of the answer to ${text}`);
      }
    }
    eve.socket.send(new Uint8Array([1, 2, 3]));
    assertEquals((await eve.next("error")).code, "bad_message");
    await eve.settled();
    await bystander.isServed();
    assertEquals(given.log, []);
  });
});

const shape = (more: string) =>
  `[{"op":"create","shape":{"id":"e","type":"rectangle",${more}}}]`;

/** Operations that are refused, and where they are wrong. */
const REFUSED: [ops: string, path: string][] = [
  ["[]", "ops"],
  ["{}", "ops"],
  ['[{"op":"explode"}]', "ops.0.op"],
  [shape('"x":1e400'), "ops.0.shape.x"],
  [shape('"x":1000001'), "ops.0.shape.x"],
  [shape('"x":"NaN"'), "ops.0.shape.x"],
  [shape('"x":null'), "ops.0.shape.x"],
  [shape('"width":0'), "ops.0.shape.width"],
  [shape('"width":-5'), "ops.0.shape.width"],
  [shape('"width":1e9'), "ops.0.shape.width"],
  [shape('"text":"\\u009d52;c;x"'), "ops.0.shape.text"],
  [shape('"text":"\\ud800"'), "ops.0.shape.text"],
  [shape('"text":"\\u202e"'), "ops.0.shape.text"],
  ['[{"op":"create","shape":{"id":"../x","type":"circle"}}]', "ops.0.shape.id"],
  ['[{"op":"set","id":"a","props":{"x":1,"evil":1}}]', "ops.0.props"],
  ['[{"op":"delete","ids":[]}]', "ops.0.ids"],
  [
    '[{"op":"set","id":"a","props":{"__proto__":1}}]',
    "ops.0.props.__proto__",
  ],
  [shape('"constructor":1'), "ops.0.shape.constructor"],
  ["[[[[[[[[0]]]]]]]]", "ops.0.0.0.0.0.0.0"],
];

Deno.test("[P5] a transaction that is wrong is refused whole, with the place, and uses its number up", async () => {
  await withServer(async (given) => {
    const bystander = await Bystander.come(given);
    const eve = await RawClient.hello(given.server.url, "eve");
    await eve.join("lobby");
    let cseq = 0;
    for (const [ops, path] of REFUSED) {
      const text =
        `{"type":"tx","roomId":"lobby","cseq":${++cseq},"ops":${ops}}`;
      eve.send(text);
      const nack = await eve.next((message) => message.cseq === cseq);
      eve.send(text);
      assertEquals(await eve.next((message) => message.cseq === cseq), nack);
      assertEquals(
        [nack.type, nack.code, nack.path],
        ["nack", "invalid", path],
        ops,
      );
    }
    const many = Array.from({ length: 257 }, () => ({
      op: "delete",
      ids: ["x"],
    }));
    const limit = await eve.tx("lobby", ++cseq, many);
    assertEquals([limit.code, limit.retryAfterMs], ["limit", undefined]);
    assertStringIncludes(limit.message, "256");
    const beyond = await eve.tx("lobby", ++cseq, [
      { op: "delete", ids: ["x"] },
    ], { base: 99_999 });
    assertEquals([beyond.code, beyond.path], ["invalid", "base"]);
    const far = await eve.tx("lobby", 1e9, many.slice(0, 1));
    assertEquals([far.code, far.expected], ["gap", cseq + 1]);
    await bystander.isServed();
  });
});

Deno.test("[E5] [E3] odd but lawful: ids like __proto__, -0, dead shapes, cycles of groups and bindings", async () => {
  await withServer(async (given) => {
    const bystander = await Bystander.come(given);
    const eve = await RawClient.hello(given.server.url, "eve");
    await eve.join("lobby");
    const circle = (id: string, more = {}) => ({
      op: "create",
      shape: { id, type: "circle", ...more },
    });
    const bound = (id: string, to: string) => ({
      op: "create",
      shape: {
        id,
        type: "line",
        start: { id: to, side: "top", ratio: 0.5 },
        end: { id: to, side: "left", ratio: 0.5 },
      },
    });
    const results: unknown[] = [];
    for (
      const [i, ops] of [
        [circle("__proto__"), circle("constructor"), circle("prototype")],
        [{ op: "set", id: "__proto__", props: { color: "red" } }],
        [{ op: "delete", ids: ["__proto__", "toString"] }],
        [{ op: "set", id: "__proto__", props: { color: "red" } }],
        [circle("g1", { groupId: "g2" }), circle("g2", { groupId: "g1" })],
        [circle("self", { groupId: "self" })],
        [bound("l1", "l2"), bound("l2", "l1"), bound("l3", "l3")],
        [{ op: "create", shape: { id: "'; DROP TABLE x", type: "circle" } }],
      ].entries()
    ) {
      const answer = await eve.tx("lobby", i + 1, ops);
      results.push(answer.results ?? answer.code);
    }
    eve.send(
      '{"type":"tx","roomId":"lobby","cseq":9,"ops":[{"op":"create","shape":{"id":"z","type":"circle","x":-0}}]}',
    );
    assertEquals((await eve.next((m) => m.cseq === 9)).type, "ack");
    assertEquals(results, [
      ["ok", "ok", "ok"],
      ["ok"],
      ["ok"],
      ["dropped"],
      ["ok", "ok"],
      ["ok"],
      ["ok", "ok", "ok"],
      "invalid",
    ]);
    const { shapes } = await (await fetch(
      `${given.server.url}/rooms/lobby.json`,
    )).json();
    const z = shapes.find(({ id }: { id: string }) => id === "z");
    assert(Object.is(z.x, 0));
    await bystander.isServed();
  });
});

Deno.test("[P1] before hello only the first design's words are understood, and the socket goes on", async () => {
  await withServer(async ({ server }) => {
    const eve = await RawClient.connect(server.url);
    const clientId = "client-of-eve-0123456789";
    const cases: [unknown, string][] = [
      [{ type: "hello", protocol: 99, clientId, name: "x" }, "protocol"],
      [
        { type: "hello", protocol: 1, clientId: "short", name: "x" },
        "bad_message",
      ],
      [{ type: "hello", protocol: 1, clientId, name: "\u3164" }, "bad_message"],
      [
        { type: "hello", protocol: 1, clientId, name: "\u001b[2J" },
        "bad_message",
      ],
      [
        { type: "hello", protocol: 1, clientId, name: "x".repeat(25) },
        "bad_message",
      ],
      [{
        type: "hello",
        protocol: 1,
        clientId,
        name: "x",
        token: `t${"\0".repeat(300)}`,
      }, "bad_message"],
    ];
    for (const [message, code] of cases) {
      eve.send(message);
      assertEquals((await eve.next("error")).code, code);
    }
    eve.send({ type: "hello", protocol: 1, clientId, name: "Robert'); --" });
    await eve.next("welcome");
    assertEquals((await eve.join("lobby")).members[0].name, "Robert'); --");

    const old = await RawClient.connect(server.url);
    old.send({ type: "tx", roomId: "lobby", cseq: 1, ops: [], ref: "r" });
    const required = await old.next("error");
    assertEquals([required.code, required.ref], ["hello_required", "r"]);
    old.send(chat("lobby", "not here"));
    assertEquals((await old.next("error")).code, "not_joined");
    old.send({ type: "hello", protocol: 1, clientId, name: "late" });
    assertEquals((await old.next("error")).code, "protocol");

    const hasty = await RawClient.connect(server.url);
    hasty.send({ type: "ping" });
    assertEquals((await hasty.next("error")).code, "hello_required");
    const other = "client-of-hasty-0123456789";
    hasty.send({ type: "hello", protocol: 1, clientId: other, name: "hasty" });
    await hasty.next("welcome");
  });
});

Deno.test("[P15] hostile chat messages are refused with the place, and the socket goes on", async () => {
  await withServer(async ({ server }) => {
    const eve = await RawClient.connect(server.url);
    eve.send({ type: "join_room", roomId: 1 });
    const cases: [string, string][] = [
      ['{"shape":null}', "message.shape"],
      ['{"shape":[]}', "message.shape"],
      ['{"shape":{"id":"a","type":"cloud"}}', "message.shape.type"],
      ['{"shape":{"id":"a b","type":"circle"}}', "message.shape.id"],
      ['{"shape":{"id":"a","type":"circle","x":1e999}}', "message.shape.x"],
      ['{"shape":{"id":"a","type":"rect","width":0}}', "message.shape.width"],
      ['{"shape":{"__proto__":1}}', "message.shape.__proto__"],
      ['{"deleted":"a"}', "message.deleted"],
      ['{"deleted":["../"]}', "message.deleted.0"],
      ["bell \u0007", "message"],
      [" ", "message"],
      ["x".repeat(1_001), "message"],
    ];
    for (const [message, path] of cases) {
      eve.send(chat(1, message));
      assertEquals((await eve.next("error")).path, path, message);
    }
    eve.send(chat(1, { shape: { id: "a", type: "circle" } }));
    assertEquals(bodyOf(await eve.next("chat")).shape.id, "a");
  });
});
