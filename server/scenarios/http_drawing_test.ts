/** What a room looks like over HTTP: SVG, ANSI, boxes, and the schema of it all. */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { z } from "zod";
import { RawClient } from "./testing/raw_client.ts";
import { withServer } from "./testing/test_server.ts";

async function draw(url: string, ops: unknown[]): Promise<RawClient> {
  const ana = await RawClient.hello(url, "ana");
  await ana.join("lobby");
  assertEquals((await ana.tx("lobby", 1, ops)).type, "ack");
  return ana;
}

const box = (id: string, x: number, y: number, more = {}) => ({
  op: "create",
  shape: { id, type: "rectangle", x, y, width: 80, height: 48, ...more },
});

Deno.test("[P20] a room as SVG, and in colors for a terminal", async () => {
  await withServer(async ({ server: { url } }) => {
    await draw(url, [
      box("r", 8, 16, { color: "red", text: "<hi>" }),
      box("far", 4_000, 16),
    ]);
    const svg = await fetch(`${url}/rooms/lobby.svg`);
    assertEquals(svg.headers.get("content-type"), "image/svg+xml");
    assertStringIncludes(
      svg.headers.get("content-security-policy")!,
      "default-src 'none'",
    );
    const text = await svg.text();
    assert(text.startsWith("<svg ") && text.endsWith("</svg>\n"));
    assertStringIncludes(text, "&lt;hi&gt;");
    assertStringIncludes(text, '<g id="far">');
    const part = await fetch(`${url}/rooms/lobby.svg?bbox=0,0,100,100`);
    assert(!(await part.text()).includes('<g id="far">'));
    const ans = await fetch(`${url}/rooms/lobby.ans?cols=12&rows=5`);
    assertStringIncludes(await ans.text(), "\x1b[31m┌────────┐\x1b[0m\n");
  });
});

Deno.test("[P20] a drawing too large to be told at once is refused, and says how to ask for a part", async () => {
  await withServer(async ({ server: { url } }) => {
    await draw(url, [box("a", 0, 0), box("b", 100_000, 100_000)]);
    for (
      const path of ["lobby.txt", "lobby.ans", "lobby.txt?cols=1000&rows=1000"]
    ) {
      const response = await fetch(`${url}/rooms/${path}`);
      assertEquals(response.status, 413);
      assertStringIncludes(
        await response.text(),
        "larger than 250000 cells; ask for a part of it with cols and rows",
      );
    }
    const part = await fetch(`${url}/rooms/lobby.txt?cols=80&rows=24`);
    assertEquals(part.status, 200);
    await part.body!.cancel();
  });
});

Deno.test("[P24] [E26] the shapes that meet a box, from back to front, as the room is now", async () => {
  await withServer(async ({ server: { url } }) => {
    const ana = await draw(url, [
      box("a", 0, 0),
      box("b", 200, 0),
      box("c", 40, 20),
      {
        op: "create",
        shape: {
          id: "tie",
          type: "line",
          x: 1_000,
          y: 1_000,
          points: [[0, 0], [10, 0]],
          end: { id: "a", side: "right", ratio: 0.5 },
        },
      },
    ]);
    const at = async (bbox: string) => {
      const response = await fetch(`${url}/rooms/lobby/shapes?bbox=${bbox}`);
      const { seq, shapes } = await response.json();
      return [seq, ...shapes.map(({ id }: { id: string }) => id)];
    };
    // A line is where it is drawn: its end is at its target.
    assertEquals(await at("0,0,100,100"), [1, "a", "c", "tie"]);
    assertEquals(await at("100,100,0,0"), [1, "a", "c", "tie"]);
    assertEquals(await at("280,10,500,20"), [1, "b"]);
    assertEquals(await at("-50,-50,-10,-10"), [1]);
    await ana.tx("lobby", 2, [
      { op: "move", ids: ["a"], dx: 1_000, dy: 900 },
      { op: "delete", ids: ["b"] },
      { op: "order", ids: ["c"], to: "back" },
    ]);
    assertEquals(await at("0,0,300,100"), [2, "c"]);
    assertEquals(await at("900,800,1200,1200"), [2, "a", "tie"]);
    for (
      const bad of [
        "",
        "?bbox=1,2,3",
        "?bbox=a,b,c,d",
        "?bbox=1,,2,3",
        "?bbox=0,0,1e99,1",
      ]
    ) {
      const response = await fetch(`${url}/rooms/lobby/shapes${bad}`);
      assertEquals(response.status, 400, bad);
      assertStringIncludes(await response.text(), "x0,y0,x1,y1");
    }
  });
});

Deno.test("[P28] JSON Schema of every message and shape, by which what the server says is valid", async () => {
  await withServer(async ({ server: { url } }) => {
    const ana = await draw(url, [box("a", 0, 0)]);
    const response = await fetch(`${url}/schema.json`);
    assertEquals(
      response.headers.get("content-type"),
      "application/schema+json",
    );
    const schema = await response.json();
    assertEquals(Object.keys(schema.$defs), [
      "clientMessage",
      "serverMessage",
      "chatDialectMessage",
      "postedOps",
      "op",
      "event",
      "shapeInput",
      "shape",
    ]);
    const references = JSON.stringify(schema).matchAll(
      /"\$ref":"#\/\$defs\/(\w+)"/g,
    );
    for (const [, name] of references) assert(name! in schema.$defs, name);
    const parse = (name: string) =>
      z.fromJSONSchema({ ...schema, $ref: `#/$defs/${name}` });
    const shapeSchema = parse("shape");
    const { shapes } = await (await fetch(`${url}/rooms/lobby.json`)).json();
    assertEquals(shapeSchema.parse(shapes[0]), shapes[0]);
    assert(!shapeSchema.safeParse({ ...shapes[0], x: "1" }).success);
    const messageSchema = parse("serverMessage");
    for (const message of ana.log) {
      assert(messageSchema.safeParse(message).success, message.type);
    }
    const opSchema = parse("op");
    assert(opSchema.safeParse(box("b", 1, 2)).success);
    assert(!opSchema.safeParse({ op: "create", shape: { id: "b" } }).success);
  });
});
