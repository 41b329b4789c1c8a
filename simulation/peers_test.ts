/**
 * What peers get wrong, each as a scenario: it fails on their way of doing it, put in as a fault
 * where there is one, and holds on ours.
 */

import { assert, assertEquals, assertRejects } from "@std/assert";
import { EVENTS_BYTES } from "../server/ws/send_queue.ts";
import type { Op } from "../shared/schema/op.ts";
import { ATTACKER } from "./act.ts";
import { FAULTS } from "./faults/faults.ts";
import { Scenario } from "./testing/scenario.ts";
import { Violation } from "./violation.ts";
import { ATTACKS } from "./workload.ts";
import { IDENTITY } from "./world/sim_server.ts";

const box: Op = {
  op: "create",
  shape: { id: "r", type: "rectangle", x: 0, y: 0, width: 80, height: 64 },
};

/** Runs a scenario as it is with us, then with each of some faults: there it has to fail. */
function scenario(
  title: string,
  faults: readonly string[],
  play: () => Promise<void>,
): void {
  Deno.test(title, async () => {
    await play();
    for (const name of faults) {
      const takeOut = FAULTS.find((fault) => fault.name === name)!.inject();
      try {
        await assertRejects(play, Error, undefined, `with "${name}" it holds`);
      } finally {
        takeOut();
      }
    }
  });
}

scenario(
  "[E13, E16] tldraw: who lost their ack sends again after another's deletion, and the shape stays deleted",
  ["resend applied twice", "numbers forgotten"],
  async () => {
    const s = await Scenario.begin();
    await s.submit(0, [box]);
    await s.until("append takes effect");
    // The ack is lost with the line; the shape reaches the other, who deletes it.
    await s.world.clients[0]!.line!.cut(0, 0);
    await s.drain();
    await s.submit(1, [{ op: "delete", ids: ["r"] }]);
    await s.rest();
    assertEquals(s.live, []);
    assertEquals(s.client(0).document.shapes.size, 0);
    assertEquals(s.world.life.head, 2);
    s.end();
  },
);

scenario(
  "[E13] tldraw: a deleted shape does not come back because somebody still has it",
  ["dropped tombstone"],
  async () => {
    const s = await Scenario.begin();
    await s.submit(0, [box]);
    await s.drain();
    await s.submit(1, [{ op: "delete", ids: ["r"] }]);
    await s.submit(0, [box, { op: "set", id: "r", props: { color: "red" } }]);
    await s.rest();
    assertEquals(s.live, []);
    s.end();
  },
);

scenario(
  "[E17] Hocuspocus: nobody is told before it is on disk, so a kill loses nothing that was told",
  ["ack before commit", "event before commit"],
  async () => {
    const s = await Scenario.begin();
    let isTold = false;
    s.client(0).on("answer", () => isTold = true);
    await s.submit(0, [box]);
    await s.until('"type":"tx"');
    for (let i = 0; i < 20; i++) {
      const next = s.world.happenings().find(({ name }) =>
        !name().includes("append")
      );
      if (next !== undefined) await s.world.happen(next);
    }
    assertEquals([isTold, s.world.life.head], [false, 0]);
    await s.act({ do: "kill server", server: 0 });
    await s.rest();
    assertEquals([isTold, s.world.life.head], [true, 1]);
    s.end();
  },
);

scenario(
  "[P14] y-websocket: a reader that reads nothing costs a bounded queue, and has it all in the end",
  ["no bound on a stalled reader"],
  async () => {
    const s = await Scenario.begin();
    await s.act({ do: "stall", client: 1 });
    const { line } = s.world.clients[1]!;
    for (let i = 0; i < 20; i++) {
      await s.act({ do: "flood", client: 0 });
      await s.drain();
      await s.act({ do: "wait", ms: 200 });
      await s.drain();
    }
    assert(line!.unsent > EVENTS_BYTES, `${line!.unsent} bytes`);
    await s.rest();
    s.end();
  },
);

scenario(
  "[E7] Excalidraw: a color and a place, written at once, both survive",
  ["last element wins"],
  async () => {
    const s = await Scenario.begin();
    await s.submit(0, [box]);
    await s.drain();
    await s.submit(0, [{ op: "set", id: "r", props: { color: "red" } }]);
    await s.submit(1, [{ op: "set", id: "r", props: { x: 8, y: 16 } }]);
    await s.rest();
    const { color, x, y } = s.client(0).document.shapes.get("r")!.shape;
    assertEquals({ color, x, y }, { color: "red", x: 8, y: 16 });
    s.end();
  },
);

scenario(
  "[E19] Excalidraw: undo takes back nothing that somebody else did",
  ["only without effect"],
  async () => {
    const s = await Scenario.begin();
    await s.submit(0, [box]);
    await s.drain();
    // Both at once: the undo is decided after what it must not touch.
    await s.submit(1, [{ op: "set", id: "r", props: { color: "red" } }]);
    void s.client(0).undo();
    await s.rest();
    assertEquals(s.live, ["r"]);
    assertEquals(s.client(0).document.shapes.get("r")?.shape.color, "red");
    s.end();
  },
);

scenario(
  "[T41, E16] tldraw, Liveblocks: what was done offline outlives the client, and arrives once",
  ["reconnect forgets"],
  async () => {
    const s = await Scenario.begin();
    await s.submit(0, [box]);
    await s.until("append takes effect");
    await s.act({ do: "kill server", server: 0 });
    await s.submit(0, [{ op: "move", ids: ["r"], dx: 8, dy: 0 }]);
    await s.act({ do: "kill client", client: 0 });
    await s.rest();
    assertEquals(s.world.life.head, 2);
    assertEquals(s.client(1).document.shapes.get("r")?.shape.x, 8);
    s.end();
  },
);

Deno.test("[L6, P12] Moebius: what no client would send changes nothing, and the room goes on", async () => {
  const s = await Scenario.begin();
  await s.submit(0, [box]);
  for (let salt = 0; salt < 4 * ATTACKS.length; salt++) {
    await s.world.settle();
    const { socket } = s.world.connect("attacker", 0, {
      open: () => {},
      message: () => {},
      close: () => {},
    });
    const hello = { type: "hello", protocol: 1, clientId: ATTACKER, name: "e" };
    socket.send(JSON.stringify(hello));
    socket.send('{"type":"join_room","roomId":"lobby"}');
    socket.send(ATTACKS[salt % ATTACKS.length]!);
    socket.close(1000, "");
    await s.drain();
  }
  await s.submit(1, [{ op: "move", ids: ["r"], dx: 8, dy: 0 }]);
  await s.rest();
  const attacker = IDENTITY.userId(ATTACKER);
  assert(s.world.life.events.every(({ userId }) => userId !== attacker));
  assertEquals(s.world.life.head, 2);
  s.end();
});

Deno.test("[E9, E12] two people typing at one place of one label lose no letter", async () => {
  const s = await Scenario.begin();
  await s.submit(0, [{
    op: "create",
    shape: { id: "t", type: "text", text: "ab" },
  }]);
  await s.drain();
  for (const letters of ["xyz", "XYZ"]) {
    const client = s.client(letters === "xyz" ? 0 : 1);
    const group = `typing-${letters}`;
    [...letters].forEach((letter, i) => {
      const op = { op: "text" as const, id: "t", edit: [1 + i, letter] };
      const shown = `a${letters.slice(0, i)}b`;
      s.world.typed.add({ who: letters, shown, group }, op);
      void client.submit([op], { group });
    });
  }
  await s.rest();
  const { shape } = s.client(0).document.shapes.get("t")!;
  const text = "text" in shape ? shape.text : "";
  assertEquals([...text].sort().join(""), "XYZabxyz");
  assertEquals(text.replace(/[A-Z]/g, ""), "axyzb");
  assertEquals(text.replace(/[x-z]/g, ""), "aXYZb");
  s.end();
});

Deno.test("[INVARIANTS] a violation names the invariant that it breaks", () => {
  assertEquals(new Violation(6, "a is dead").message, "invariant 6: a is dead");
});
