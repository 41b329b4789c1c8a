/**
 * What every bus promises (E21), as one suite to run over each of them.
 *
 * @module
 */

import { assertEquals, assertNotEquals } from "@std/assert";
import { deadline } from "@std/async";
import type { Bus, BusMessage } from "./bus.ts";

/** Two servers' ends of a bus under test. */
export interface Joined {
  readonly here: Bus;
  readonly there: Bus;
  /** Makes true, on the server `here`, what a message says, and publishes it. */
  readonly happen: (message: BusMessage) => Promise<void>;
  /** Resolves when all that was published has arrived, if it will. */
  readonly quiet: () => Promise<void>;
  /** Closes and cleans up. */
  readonly dispose: () => Promise<void>;
}

const PATIENCE_MS = 10_000;

const SAMPLES: {
  readonly [T in BusMessage["type"]]: Extract<BusMessage, { type: T }>;
} = {
  head: { type: "head", roomId: "lobby", head: 1 },
  chat: { type: "chat", roomId: "lobby", lastId: 1 },
  members: {
    type: "members",
    roomId: "lobby",
    server: "a server",
    members: [{
      memberId: "m_ana",
      userId: "u_ana",
      name: "ana",
      color: "default",
    }],
  },
  presence: {
    type: "presence",
    roomId: "lobby",
    members: [{
      memberId: "m_ana",
      userId: "u_ana",
      cursor: { x: 1, y: 2 },
      tool: "select",
      selection: [],
      preview: null,
      viewport: null,
    }],
  },
  who: { type: "who", roomId: "lobby" },
  clients: {
    type: "clients",
    clients: [
      {
        client: "hash",
        attempt: { run: "a-run", number: 2 },
        at: 5,
        server: "a server",
      },
      {
        client: "third",
        attempt: { run: "a-run", number: 2, life: 7 },
        at: 5,
        server: "a server",
      },
      { client: "other", attempt: null, at: 6, server: "a server" },
    ],
  },
};

/** What an end hears of a room, and of clients. */
class Ear {
  readonly heard: BusMessage[] = [];
  readonly end: () => void;
  #wanted: BusMessage | null = null;
  #onWanted = () => {};

  constructor(bus: Bus, roomId: string) {
    const hear = (message: BusMessage) => {
      this.heard.push(message);
      if (this.#has()) this.#onWanted();
    };
    const ends = [
      bus.subscribe(roomId, hear),
      bus.subscribeToClients((clients) =>
        hear({ type: "clients", clients: [...clients] })
      ),
    ];
    this.end = () => ends.forEach((end) => end());
  }

  /** Resolves when a message was heard, among whatever else. */
  hears(message: BusMessage): Promise<void> {
    this.#wanted = message;
    const wanted = new Promise<void>((resolve) => this.#onWanted = resolve);
    if (this.#has()) this.#onWanted();
    return deadline(wanted, PATIENCE_MS);
  }

  #has(): boolean {
    const wanted = JSON.stringify(this.#wanted);
    return this.heard.some((message) => JSON.stringify(message) === wanted);
  }
}

/** Registers the tests of the contract for one kind of bus. */
export function testBus(name: string, join: () => Promise<Joined>): void {
  function check(title: string, body: (joined: Joined) => Promise<void>): void {
    Deno.test(`[E21] ${name}: ${title}`, async () => {
      const joined = await join();
      try {
        await body(joined);
      } finally {
        joined.here.close();
        joined.there.close();
        await joined.dispose();
      }
    });
  }

  check("its ends have different names", ({ here, there }) => {
    assertNotEquals(here.server, there.server);
    return Promise.resolve();
  });

  check("everything arrives as it was, and only there", async (joined) => {
    const { here, there, happen, quiet } = joined;
    const mine = new Ear(here, "lobby"), theirs = new Ear(there, "lobby");
    const other = new Ear(there, "attic");
    for (const sample of Object.values(SAMPLES)) {
      await happen(sample);
      await theirs.hears(sample);
    }
    await quiet();
    // What is seen in the store may be seen by whoever wrote it.
    const hints: string[] = ["head", "chat"];
    assertEquals(mine.heard.filter(({ type }) => !hints.includes(type)), []);
    assertEquals(
      other.heard.filter((message) =>
        message.type !== "clients" && message.roomId !== "attic"
      ),
      [],
    );
  });

  check("what comes from one end comes in its order", async (joined) => {
    const { there, happen } = joined;
    const theirs = new Ear(there, "lobby");
    const presences = Array.from({ length: 50 }, (_, x): BusMessage => ({
      type: "presence",
      roomId: "lobby",
      members: [{ ...SAMPLES.presence.members[0]!, cursor: { x, y: 0 } }],
    }));
    for (const presence of presences) await happen(presence);
    await theirs.hears(presences.at(-1)!);
    assertEquals(
      theirs.heard.filter(({ type }) => type === "presence"),
      presences,
    );
  });

  check(
    "one who listens no more hears nothing; the others do",
    async (joined) => {
      const { there, happen, quiet } = joined;
      const one = new Ear(there, "lobby"), other = new Ear(there, "lobby");
      await quiet();
      one.end();
      one.end();
      const before = one.heard.length;
      await happen(SAMPLES.head);
      await other.hears(SAMPLES.head);
      assertEquals(one.heard.length, before);
    },
  );

  check(
    "a listener that throws keeps nothing from the others",
    async (joined) => {
      const { there, happen } = joined;
      there.subscribe("lobby", () => {
        throw new Error("not my day");
      });
      const other = new Ear(there, "lobby");
      await happen(SAMPLES.head);
      await other.hears(SAMPLES.head);
    },
  );

  check(
    "a closed end hears nothing, and telling it harms nobody",
    async (joined) => {
      const { here, there, happen, quiet } = joined;
      const ear = new Ear(there, "lobby");
      await quiet();
      there.close();
      const before = ear.heard.length;
      await happen(SAMPLES.head);
      await quiet();
      assertEquals(ear.heard.length, before);
      here.close();
      here.publish(SAMPLES.head);
      there.publish(SAMPLES.head);
    },
  );
}
