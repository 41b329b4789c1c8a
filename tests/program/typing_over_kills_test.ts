/**
 * Two people type in one label while its server is killed and started again.
 */

import { assertEquals } from "@std/assert";
import { delay } from "@std/async";
import { RoomClient } from "../../shared/client/room_client.ts";
import type { TextEdit } from "../../shared/schema/op.ts";
import { missingTool, Tmux } from "./testing/tmux.ts";
import { task, World } from "./testing/world.ts";

const labelOf = (shapes: Record<string, unknown>[]) => String(shapes[0]?.text);

/** Types and deletes in the label "t", as fast as the line takes it, until told to stop. */
class Typist {
  readonly typed = new Set<string>();
  readonly erased = new Set<string>();
  readonly client: RoomClient;
  #code: number;
  #isDone = false;
  #at = 7;

  /** @param code of the first letter that is typed; each is typed once. */
  constructor(server: string, name: string, code: number) {
    this.client = new RoomClient({ server, roomId: "lobby", name });
    this.#code = code;
  }

  get text(): string {
    const shape = this.client.document.shapes.get("t")?.shape;
    return shape !== undefined && "text" in shape ? shape.text : "";
  }

  async type(): Promise<void> {
    while (!this.#isDone) {
      const points = [...this.text];
      // Somewhere else each time, and near enough to where the other one is.
      this.#at = (this.#at * 31 + 17) % 101;
      const at = this.#at % (points.length + 1);
      const skip: TextEdit = at > 0 ? [at] : [];
      const letter = points[at];
      if (letter !== undefined && this.#at % 3 === 0) {
        this.erased.add(letter);
        this.#submit([...skip, { d: 1 }]);
      } else {
        const fresh = String.fromCodePoint(this.#code++);
        this.typed.add(fresh);
        this.#submit([...skip, fresh]);
      }
      await delay(3);
    }
  }

  stop(): void {
    this.#isDone = true;
  }

  #submit(edit: TextEdit): void {
    void this.client.submit([{ op: "text", id: "t", edit }], {
      group: "typing",
    });
  }
}

Deno.test("[E9, E12, E17] two type in one label while the server is killed, again and again: no letter is lost or doubled, and what was deleted is gone", async () => {
  await using world = await World.open();
  const label = { id: "t", type: "text", text: "" };
  await world.post("lobby", [{ op: "create", shape: label }]);
  const typists = [
    new Typist(world.server, "ana", 0x4e00),
    new Typist(world.server, "ben", 0x20000),
  ];
  const clients = typists.map(({ client }) => client);
  await Promise.all(clients.map((client) => client.synced()));
  const typing = typists.map((typist) => typist.type());
  for (let kills = 0; kills < 3; kills++) {
    // With something of each on its way, and something typed on.
    for (let answers = 0; answers < 20; answers++) {
      await new Promise<void>((resolve) => {
        const off = clients[answers % 2]!.on("answer", () => {
          off();
          resolve();
        });
      });
    }
    await world.kill();
    await world.start();
  }
  await Promise.all(clients.map((client) => client.synced()));
  for (const typist of typists) typist.stop();
  await Promise.all(typing);
  await Promise.all(clients.map((client) => client.idle()));
  const typed = typists.flatMap(({ typed }) => [...typed]);
  const erased = new Set(typists.flatMap(({ erased }) => [...erased]));
  const expected = typed.filter((letter) => !erased.has(letter)).toSorted();
  const text = labelOf(await world.shapes("lobby"));
  assertEquals([...text].toSorted(), expected);
  await Promise.all(typists.map(async ({ client }) => {
    while (client.confirmed.seq < Math.max(...clients.map((c) => c.head))) {
      await new Promise<void>((resolve) => {
        const off = client.on("change", () => {
          off();
          resolve();
        });
      });
    }
  }));
  assertEquals(typists.map((typist) => typist.text), [text, text]);
  await Promise.all(clients.map((client) => client.close()));
});

const reason = missingTool("tmux");

Deno.test({
  name:
    "[E12, T41] in real terminals: what two type and delete while the server is dead is all in the label when it is back" +
    (reason === null ? "" : ` (ignored: ${reason})`),
  ignore: reason !== null,
  async fn() {
    await using world = await World.open();
    await using tmux = new Tmux();
    const draw = (who: string) =>
      tmux.open(
        task("draw", "lobby", "--server", world.server, "--name", who),
        80,
        24,
        { XDG_STATE_HOME: `${world.folder}/${who}` },
      );
    const [ana, ben] = await Promise.all([draw("ana"), draw("ben")]);
    await Promise.all(
      [ana, ben].map((pane) => pane.waitFor(/2 here +synced/)),
    );
    await ana.keys("r");
    await ana.drag([5, 5], [60, 9]);
    await ana.type("one");
    await ben.waitFor(/one/);
    await ben.drag([32, 5], [32, 5]);
    await ben.keys("Enter", "Home");
    await ben.waitFor(/TYPING/);
    await Promise.all([ana.type("ab"), ben.type("12")]);
    await world.kill();
    // On without a server: the last letter goes, others come.
    await ana.keys("BSpace");
    await ana.type("cd");
    await ben.type("3");
    await ben.keys("BSpace", "BSpace");
    await ben.type("4");
    await Promise.all([
      ana.waitFor(/oneacd/),
      ben.waitFor(/14one/),
    ]);
    await world.start();
    const shapes = await world.waitForShapes(
      "lobby",
      (shapes) => labelOf(shapes) === "14oneacd",
      40_000,
    );
    assertEquals(shapes.length, 1);
    await Promise.all([ana, ben].map((pane) => pane.waitFor(/14oneacd/)));
    // Their carets are where they were.
    await Promise.all([ana.type("!"), ben.type("5")]);
    await Promise.all([ana, ben].map((pane) => pane.waitFor(/145oneacd!/)));
  },
});
