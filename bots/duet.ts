/**
 * Two people who draw a diagram together, as people do: boxes grow, labels are typed, things are
 * moved, and one of them is thought better of. `docs/session.cast` is a film of them.
 *
 *     deno run --allow-net --ignore-env bots/duet.ts plans --server ws://127.0.0.1:4650
 *
 * @module
 */

import { parseArgs } from "node:util";
import { RoomClient } from "../shared/client/room_client.ts";
import type { Op } from "../shared/schema/op.ts";
import type { Binding } from "../shared/schema/properties.ts";
import type { Color, Props, ShapeInput } from "../shared/client/mod.ts";

const { values, positionals: [roomId = "plans"] } = parseArgs({
  allowPositionals: true,
  options: {
    server: { type: "string", default: "ws://127.0.0.1:4650" },
    /** Times as fast as people are. */
    speed: { type: "string", default: "1" },
  },
});

/** A place on the grid: column, row, and columns and rows of a shape. */
type Cells = readonly [
  column: number,
  row: number,
  columns: number,
  rows: number,
];

const pause = (ms: number) =>
  new Promise((resolve) => setTimeout(resolve, ms / Number(values.speed)));

/** Somebody with a color, and hands that take their time. */
class Person {
  readonly client: RoomClient;
  readonly color: Color;

  constructor(name: string, color: Color) {
    this.color = color;
    this.client = new RoomClient({
      server: values.server,
      roomId,
      name,
      color,
    });
  }

  async do(...ops: Op[]): Promise<void> {
    await this.client.submit(ops);
  }

  /** Drags a shape open, then types its label. */
  async draw(
    type: "rectangle" | "ellipse" | "diamond",
    id: string,
    cells: Cells,
    label: string,
    more: Props = {},
  ): Promise<void> {
    for (let step = 1; step <= 4; step++) {
      const [column, row, columns, rows] = cells;
      const size = geometry(type, [
        column,
        row,
        Math.max(2, Math.round(columns * step / 4)),
        Math.max(2, Math.round(rows * step / 4)),
      ]);
      const shape: ShapeInput = {
        id,
        type,
        color: this.color,
        stroke: "rounded",
        ...size,
        ...more,
      };
      await this.do(
        step === 1 ? { op: "create", shape } : { op: "set", id, props: size },
      );
      await pause(90);
    }
    await this.type(id, label);
  }

  /** Writes something anywhere. */
  async write(id: string, [column, row]: Cells, text: string): Promise<void> {
    const place = { x: column * 8, y: row * 16 };
    await this.do({
      op: "create",
      shape: { id, type: "text", color: this.color, text: "", ...place },
    });
    await this.type(id, text);
  }

  /** Types a text or a label, letter by letter. */
  async type(id: string, text: string): Promise<void> {
    let length = 0;
    for (const letter of text) {
      const edit = length === 0 ? [letter] : [length, letter];
      await this.do({ op: "text", id, edit });
      length += 1;
      await pause(70);
    }
    await pause(250);
  }

  /** Draws an arrow from the side of one shape to that of another. */
  async connect(
    id: string,
    start: Binding,
    end: Binding,
    more: Props = {},
  ): Promise<void> {
    await this.do({
      op: "create",
      shape: { id, type: "arrow", color: this.color, start, end, ...more },
    });
    await pause(500);
  }

  /** Moves shapes, cell by cell. */
  async move(ids: string[], columns: number, rows: number): Promise<void> {
    const steps = Math.max(Math.abs(columns), Math.abs(rows));
    let across = 0, down = 0;
    for (let step = 1; step <= steps; step++) {
      const x = Math.round(columns * step / steps);
      const y = Math.round(rows * step / steps);
      const [dx, dy] = [(x - across) * 8, (y - down) * 16];
      await this.do({ op: "move", ids, dx, dy });
      across = x, down = y;
      await pause(70);
    }
    await pause(300);
  }
}

function geometry(type: string, [column, row, columns, rows]: Cells): Props {
  const x = column * 8, y = row * 16, width = columns * 8, height = rows * 16;
  if (type !== "ellipse") return { x, y, width, height };
  const radiusX = width / 2, radiusY = height / 2;
  return { x: x + radiusX, y: y + radiusY, radiusX, radiusY };
}

const at = (id: string, side: Binding["side"], ratio = 0.5): Binding => ({
  id,
  side,
  ratio,
});

const ana = new Person("ana", "brightCyan");
const ben = new Person("ben", "brightYellow");
await Promise.all([ana.client.synced(), ben.client.synced()]);

const heavy = { stroke: "heavy" } as const;

await ana.write("title", [2, 0, 1, 1], "checkout, second try");

await Promise.all([
  (async () => {
    await ana.draw("rectangle", "browser", [2, 3, 13, 3], "browser");
    await ana.draw("rectangle", "gateway", [25, 6, 15, 3], "gateway");
    await ana.connect("asks", at("browser", "right"), at("gateway", "left"));
    await ana.move(["gateway"], 2, -3);
  })(),
  (async () => {
    await pause(700);
    await ben.draw("ellipse", "auth", [54, 2, 19, 5], "auth 🔑");
    await ben.draw("rectangle", "queue", [2, 13, 13, 3], "queue");
    await ben.draw("rectangle", "worker", [2, 20, 13, 3], "worker");
    await ben.connect("takes", at("queue", "bottom"), at("worker", "top"));
  })(),
]);

await Promise.all([
  (async () => {
    await ana.connect("signs", at("gateway", "right"), at("auth", "left"));
    await ana.draw("diamond", "cached", [23, 11, 23, 7], "cached?");
    await ana.connect("looks", at("gateway", "bottom"), at("cached", "top"));
    await ana.connect("later", at("cached", "left"), at("queue", "right"));
  })(),
  (async () => {
    await ben.draw("rectangle", "orders", [55, 12, 17, 3], "orders 注文");
    await ben.draw("ellipse", "store", [52, 19, 23, 5], "store", heavy);
    await ben.connect("keeps", at("orders", "bottom"), at("store", "top"));
    await ben.connect("fills", at("worker", "right"), at("store", "left"));
  })(),
]);

// An idea, and what the other thinks of it.
await ben.draw("rectangle", "lambda", [57, 8, 13, 3], "lambda?", {
  stroke: "dashed",
});
await pause(900);
await ana.do({ op: "set", id: "lambda", props: { color: "red" } });
await pause(700);
await ben.do({ op: "delete", ids: ["lambda"] });
await pause(400);

await Promise.all([
  ana.connect("misses", at("cached", "right"), at("orders", "left")),
  ben.move(["orders"], 0, 1),
]);
await ana.type("misses", "no");
await ana.type("later", "yes");
await ben.draw("rectangle", "zone", [0, 11, 17, 13], "", { stroke: "dashed" });
await ben.do({ op: "order", ids: ["zone"], to: "back" });
await ben.write("zone-name", [2, 11, 1, 1], " at night ");
await ana.move(["auth"], 2, 0);
await ana.do({
  op: "set",
  id: "title",
  props: { text: "checkout, third try" },
});
await pause(800);

await Promise.all([ana, ben].map(async ({ client }) => {
  await client.idle();
  await client.close();
}));
