import { assertEquals } from "@std/assert";
import { type Meaning, meaningOf } from "./chat_dialect.ts";

const CASES: [message: string, meaning: Partial<Meaning> & { op?: unknown }][] =
  [
    ['{"shape":{"id":"a","type":"circle","x":1,"y":2}}', {
      kind: "op",
      op: { op: "put", shape: { id: "a", type: "circle", x: 1, y: 2 } },
    }],
    [
      '{"shape":{"id":"a","type":"circle","strokeStyle":"x","nested":{"a":1}}}',
      {
        kind: "op",
        op: { op: "put", shape: { id: "a", type: "circle" } },
      },
    ],
    ['{"shape":{"id":"r","type":"rect","x":5,"y":5,"width":-3,"height":4}}', {
      kind: "op",
      op: {
        op: "put",
        shape: { id: "r", type: "rect", x: 2, y: 5, width: 3, height: 4 },
      },
    }],
    ['{"shape":{"id":"c","type":"circle","x":5,"y":5,"radius":-3}}', {
      kind: "op",
      op: {
        op: "put",
        shape: { id: "c", type: "circle", x: 5, y: 5, radius: 3 },
      },
    }],
    ['{"shape":{"id":"known","x":9}}', {
      kind: "op",
      op: { op: "put", shape: { id: "known", type: "ellipse", x: 9 } },
    }],
    ['{"shape":{"id":"unknown","x":9}}', {
      kind: "refused",
      path: "message.shape.type",
    }],
    ['{"deleted":["a","b"]}', {
      kind: "op",
      op: { op: "delete", ids: ["a", "b"] },
    }],
    ['{"deleted":[]}', { kind: "refused", path: "message.deleted" }],
    ['{"other":1}', { kind: "line", text: '{"other":1}' }],
    ["{shape}", { kind: "line", text: "{shape}" }],
    [" hello ", { kind: "line", text: "hello" }],
    ["two\nlines", { kind: "refused", path: "message" }],
    ["\u202egnirts", { kind: "refused", path: "message" }],
  ];

for (const [message, expected] of CASES) {
  Deno.test(`[P15] ${JSON.stringify(message)} is ${expected.kind}`, () => {
    const meaning = meaningOf(
      message,
      (id) => id === "known" ? "ellipse" : undefined,
    );
    const found = Object.fromEntries(
      Object.keys(expected).map((key) => [
        key,
        (meaning as unknown as Record<string, unknown>)[key],
      ]),
    );
    assertEquals(found, expected as Record<string, unknown>);
  });
}
