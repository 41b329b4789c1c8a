/** Changing a room over HTTP. */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { RawClient } from "./testing/raw_client.ts";
import { intercept, withServer } from "./testing/test_server.ts";
import { withTwoServers } from "./testing/two_servers.ts";

const circle = (id: string) => ({
  op: "create",
  shape: { id, type: "circle", x: 100, y: 100 },
});

const ANA = "the-secret-of-ana-0123456789";

/** Posts; gives back the status and what was answered. */
async function post(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
  // deno-lint-ignore no-explicit-any
): Promise<[status: number, answer: any]> {
  const response = await fetch(`${url}/rooms/lobby/ops`, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers,
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type") === "application/json";
  return [response.status, isJson ? JSON.parse(text) : text];
}

Deno.test("[P25] operations are posted, acked, and told to everybody", async () => {
  await withServer(async ({ server: { url } }) => {
    const [status, ack] = await post(url, [circle("a"), circle("a")]);
    assertEquals([status, ack], [200, {
      type: "ack",
      roomId: "lobby",
      seq: 1,
      results: ["ok", "exists"],
      overrode: [],
    }]);
    const ben = await RawClient.hello(url, "ben");
    await ben.join("lobby");
    await post(url, { ops: [circle("b")], group: "run" });
    const { events: [event] } = await ben.next("events");
    assertEquals([event.seq, event.group, event.ops[0].shape.id], [
      2,
      "run",
      "b",
    ]);
    assertEquals((await (await fetch(`${url}/rooms/lobby`)).json()).members, 1);
  });
});

Deno.test("[P25] [L6] Bearer names the same person as userKey; a guest is somebody else", async () => {
  await withServer(async ({ server: { url } }) => {
    const ana = await RawClient.connect(url);
    ana.send({
      type: "hello",
      protocol: 1,
      clientId: "a-client-of-ana-0123456789",
      userKey: ANA,
      name: "ana",
    });
    const { userId } = await ana.next("welcome");
    await ana.join("lobby");
    const authorization = `Bearer ${ANA}`;
    await post(url, [circle("a")], { authorization });
    await post(url, [circle("b")]);
    await post(url, [circle("c")]);
    const authors = [];
    while (authors.length < 3) {
      const { events } = await ana.next("events");
      authors.push(...events.map((event: { userId: string }) => event.userId));
    }
    assertEquals(authors[0], userId);
    assert(authors[1] !== userId);
    assertEquals(authors[1], authors[2]);
    for (const bad of ["Basic YTpi", "Bearer short", "Bearer"]) {
      const [status, message] = await post(url, [circle("d")], {
        authorization: bad,
      });
      assertEquals(status, 401);
      assertStringIncludes(message, "Bearer and a secret");
    }
  });
});

Deno.test("[P25] [P29] who posts may give a name, by which they are known in the past; guests have none", async () => {
  await withServer(async ({ server: { url } }) => {
    const authorization = `Bearer ${ANA}`;
    const { userId, become } = await personAt(url);
    const nameAfter = async (body: unknown, more = {}) => {
      const [status] = await post(url, body, { authorization, ...more });
      const people = `${url}/rooms/lobby/people?ids=${userId}`;
      return [status, ...(await (await fetch(people)).json()).people];
    };
    const named = (name: string, color = "default") => ({
      userId,
      name,
      color,
    });
    assertEquals(await nameAfter([circle("a")]), [200]);
    const hello = { ops: [circle("b")], name: "hook" };
    const key = { "idempotency-key": "one" };
    assertEquals(await nameAfter(hello, key), [200, named("hook")]);
    // A name is no part of what is done: the request is the same.
    const renamed = { ...hello, name: "hook 2" };
    assertEquals(await nameAfter(renamed, key), [200, named("hook 2")]);
    // What is refused was not drawn, and names nobody.
    const refused = [
      { ops: [{ op: "delete" }], name: "eve" },
      { ops: [circle("c")], base: 99, name: "eve" },
      { ops: [circle("c")], name: " " },
      { ops: [circle("c")], name: "a\u001b[31m" },
    ];
    for (const body of refused) {
      assertEquals(await nameAfter(body), [400, named("hook 2")]);
    }
    await become("ana", "red");
    assertEquals(await nameAfter(hello, key), [200, named("hook", "red")]);
    const [status, nack] = await post(url, hello);
    assertEquals([status, nack.code, nack.path], [400, "invalid", "name"]);
    assertStringIncludes(nack.message, "Authorization: Bearer");
  });
});

/** One person who is a member for a moment, and draws. */
async function personAt(url: string) {
  const hello = async (name: string, color: string) => {
    const client = await RawClient.connect(url);
    client.send({
      type: "hello",
      protocol: 1,
      clientId: "a-client-of-ana-0123456789",
      userKey: ANA,
      name,
      color,
    });
    const { userId } = await client.next("welcome");
    return { client, userId };
  };
  const { client, userId } = await hello("ana", "cyan");
  await client.close();
  return {
    userId,
    async become(name: string, color: string) {
      const { client } = await hello(name, color);
      await client.join("lobby");
      await client.tx("lobby", 1, [circle("d")]);
      await client.close();
    },
  };
}

Deno.test("[P25] [E16] the same Idempotency-Key again: the same answer, and nothing is done twice", async () => {
  await withServer(async ({ server: { url } }) => {
    const key = { "idempotency-key": "k-1" };
    const move = [{ op: "move", ids: ["a"], dx: 10, dy: 0 }];
    await post(url, [circle("a")]);
    const first = await post(url, move, key);
    assertEquals(first[0], 200);
    await post(url, [circle("b")]);
    assertEquals(await post(url, move, key), first);
    const both = await Promise.all(
      Array.from(
        { length: 10 },
        () => post(url, move, { "idempotency-key": "k-2" }),
      ),
    );
    for (const answer of both) assertEquals(answer, both[0]);
    const { shapes } = await (await fetch(`${url}/rooms/lobby.json`)).json();
    assertEquals(shapes[0].x, 120);
    // The same operations on another base, or in another group, are another body.
    for (const more of [{ base: 1 }, { group: "mine" }]) {
      const [status] = await post(url, { ops: move, ...more }, key);
      assertEquals(status, 422);
    }
    // Another body, another room, another person.
    const [status, message] = await post(url, [circle("c")], key);
    assertEquals(status, 422);
    assertStringIncludes(message, "take a new one");
    const elsewhere = await fetch(`${url}/rooms/attic/ops`, {
      method: "POST",
      body: JSON.stringify([circle("c")]),
      headers: key,
    });
    assertEquals((await elsewhere.json()).results, ["ok"]);
    const authorization = `Bearer ${ANA}`;
    const other = await post(url, [circle("c")], { ...key, authorization });
    assertEquals(other[1].results, ["ok"]);
    // A refusal is an answer as well.
    const conflict = [{ op: "set", id: "a", props: { x: 1 }, if: { pos: 0 } }];
    const refused = await post(url, conflict, { "idempotency-key": "k-3" });
    assertEquals([refused[0], refused[1].code], [409, "conflict"]);
    assertEquals(
      await post(url, conflict, { "idempotency-key": "k-3" }),
      refused,
    );
  });
});

Deno.test("[P25] [E21] a key is known to every server on the file, and by those that are started later", async () => {
  await withTwoServers(async ({ urls: [here, there] }) => {
    for (let n = 0; n < 10; n++) {
      const key = { "idempotency-key": `k-${n}` };
      const ops = n === 0
        ? [circle("a")]
        : [{ op: "move", ids: ["a"], dx: 10, dy: 0 }];
      const answers = await Promise.all(
        [here, there, here, there].map((url) => post(url, ops, key)),
      );
      for (const answer of answers) assertEquals(answer, answers[0]);
      assertEquals(answers[0]![1].seq, n + 1);
    }
  });
});

Deno.test("[P25] what can't be done is told with its place, and leaves the room as it is", async () => {
  await withServer(async ({ server: { url } }) => {
    await post(url, [circle("a")]);
    const cases: [body: unknown, status: number, code: string, path: string][] =
      [
        ["no json", 400, "invalid", ""],
        ["null", 400, "invalid", ""],
        [[], 400, "invalid", "ops"],
        [{ ops: [circle("b")], x: 1 }, 400, "invalid", ""],
        [[{ op: "jump" }], 400, "invalid", "ops.0.op"],
        [
          [circle("b"), {
            op: "create",
            shape: { id: "c", type: "circle", radius: -1 },
          }],
          400,
          "invalid",
          "ops.1.shape.radius",
        ],
        [
          '[{"op":"create","shape":{"__proto__":{}}}]',
          400,
          "invalid",
          "0.shape.__proto__",
        ],
        [{ ops: [circle("b")], base: 99 }, 400, "invalid", "base"],
        [
          [{ op: "set", id: "a", props: { x: 1 }, if: { pos: 0 } }],
          409,
          "conflict",
          "",
        ],
      ];
    for (const [body, status, code, path] of cases) {
      const [got, nack] = await post(url, body);
      assertEquals(
        [got, nack.type, nack.code],
        [status, "nack", code],
        JSON.stringify(body),
      );
      if (code === "invalid") assertEquals(nack.path, path);
    }
    const large = [{ ...circle("b"), shape: { x: "x".repeat(70_000) } }];
    const [status, message] = await post(url, large);
    assertEquals(status, 413);
    assertStringIncludes(message, "65536 bytes, the limit");
    const [bad] = await post(url, [circle("b")], { "idempotency-key": "a b" });
    assertEquals(bad, 400);
    const foreign = await post(url, [circle("b")], {
      origin: "https://evil.test",
    });
    assertEquals(foreign[0], 403);
    const { head } = await (await fetch(`${url}/rooms/lobby`)).json();
    assertEquals(head, 1);
  });
});

Deno.test("[P25] [limits] too many transactions of one person: 429, and when to come again", async () => {
  await withServer(async ({ server: { url } }) => {
    const authorization = `Bearer ${ANA}`;
    const statuses: number[] = [];
    for (let i = 0; i < 8; i++) {
      const [status] = await post(url, [circle(`a${i}`)], { authorization });
      statuses.push(status);
    }
    assertEquals(statuses, [200, 200, 200, 200, 200, 429, 429, 429]);
    const response = await fetch(`${url}/rooms/lobby/ops`, {
      method: "POST",
      body: "[]",
      headers: { authorization },
    });
    const seconds = Number(response.headers.get("retry-after"));
    assert(seconds > 50 && seconds <= 100, `${seconds}`);
    assertStringIncludes(await response.text(), "too many transactions");
    // Others go on.
    assertEquals((await post(url, [circle("b")]))[0], 200);
  }, { flags: ["--tx-per-second", "0.01", "--tx-burst", "5"] });
});

Deno.test("[P25] [E21] a store that can't write: 503, nothing is used up, and the same key works later", async () => {
  let isBroken = true;
  await withServer(async ({ server: { url } }) => {
    const key = { "idempotency-key": "k-1" };
    const [status, nack] = await post(url, [circle("a")], key);
    assertEquals([status, nack.code], [503, "unavailable"]);
    isBroken = false;
    // It is not tried again at once: whoever asks is told when.
    while (true) {
      const [status, ack] = await post(url, [circle("a")], key);
      if (status === 503) continue;
      assertEquals([status, ack.seq], [200, 1]);
      break;
    }
  }, {
    flags: ["--unlimited"],
    wrap: (store) =>
      intercept(store, {
        append: (appends) =>
          isBroken
            ? Promise.resolve(appends.map(() => ({
              kind: "unavailable",
              message: "the disk is full",
            })))
            : store.append(appends),
      }),
  });
});
