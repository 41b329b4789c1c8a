/**
 * What every bus promises (E21), as one suite to run over each of them.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { deadline } from "@std/async";
import type { Bus, BusMessage, BusMessageType } from "./bus.ts";

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

const SAMPLES: { readonly [T in BusMessageType]: BusMessage } = {
  head: { type: "head", roomId: "lobby", head: 1 },
  chat: { type: "chat", roomId: "lobby", lastId: 1 },
  members: {
    type: "members",
    roomId: "lobby",
    joined: [{
      memberId: "m_ana",
      userId: "u_ana",
      name: "ana",
      color: "default",
    }],
    left: ["m_ben"],
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
  revoked: { type: "revoked", roomId: "lobby", userId: "u_ana" },
};

/** What an end hears of a room. */
class Ear {
  readonly heard: BusMessage[] = [];
  readonly end: () => void;
  #wanted: BusMessage | null = null;
  #onWanted = () => {};

  constructor(bus: Bus, roomId: string) {
    this.end = bus.subscribe(roomId, (message) => {
      this.heard.push(message);
      if (this.#has()) this.#onWanted();
    });
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

  check("it carries at least hints of the log and of chat", ({ here }) => {
    assert(here.carries.has("head") && here.carries.has("chat"));
    return Promise.resolve();
  });

  check("what it carries arrives as it was, and only there", async (joined) => {
    const { here, there, happen, quiet } = joined;
    const mine = new Ear(here, "lobby"), theirs = new Ear(there, "lobby");
    const other = new Ear(there, "attic");
    for (const type of here.carries) {
      await happen(SAMPLES[type]);
      await theirs.hears(SAMPLES[type]);
    }
    await quiet();
    assert(!mine.heard.some(({ type }) => type === "members"));
    assertEquals(other.heard.filter(({ roomId }) => roomId !== "attic"), []);
    assertEquals(
      theirs.heard.filter(({ type }) => !there.carries.has(type)),
      [],
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
