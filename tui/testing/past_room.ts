/**
 * A room with a past, for tests: ana's hands in it, ben's client, and the server's log, in memory.
 *
 * @module
 */

import { RoomClient } from "../../shared/client/room_client.ts";
import type { PastPerson } from "../../shared/client/past/past_source.ts";
import { FakeNetwork } from "../../shared/client/testing/fake_network.ts";
import { FakeServer } from "../../shared/client/testing/fake_server.ts";
import type { Op } from "../../shared/schema/op.ts";
import { keymap } from "../state/input/keymap.ts";
import { chromeOf, type ChromeProps } from "../view/chrome_props.ts";
import { Hands } from "./hands.ts";
import { serverPast } from "./server_past.ts";

/** A room in which ana looks around while ben draws. */
export class PastRoom {
  readonly server = new FakeServer();
  readonly network = new FakeNetwork(this.server);
  /** Another room, into which can be copied. */
  readonly other = new FakeServer();
  readonly #otherNetwork = new FakeNetwork(this.other);
  readonly ben: RoomClient;
  readonly hands: Hands;
  /** Events up to this one were trimmed. */
  horizon = 0;
  /** Whom the server remembers. */
  known: readonly PastPerson[] = [];
  /** The past can't be read as long as this is set. */
  trouble: string | null = null;

  private constructor() {
    let ben: RoomClient | undefined;
    this.hands = new Hands({
      columns: 80,
      room: (clock) => {
        const join = (name: string, network: FakeNetwork) =>
          new RoomClient({
            server: "ws://fake.invalid",
            roomId: "lobby",
            name,
            userKey: `${name}s-secret-user-key`,
            clock,
            random: () => 0.5,
            connect: network.connect,
          });
        ben = join("ben", this.network);
        const client = join("ana", this.network);
        return {
          client,
          past: serverPast(this.server, client, this),
          openRoom: () => join("ana", this.#otherNetwork),
        };
      },
    });
    this.ben = ben!;
    // The fake server tells nobody of others.
    const userId = "u_bens-secret-user-key";
    this.hands.hear({ type: "met", userId, name: "ben" });
  }

  /** A room after some transactions of ben's. */
  static async after(...story: Op[][]): Promise<PastRoom> {
    const room = new PastRoom();
    room.hands.clock.advance(1);
    await room.rest();
    for (const ops of story) await room.draw(ops);
    return room;
  }

  /** Lets ben draw. */
  async draw(ops: Op[]): Promise<void> {
    void this.ben.submit(ops);
    await this.rest();
  }

  /** Does things, and waits for what comes of them. */
  async do(...script: string[]): Promise<void> {
    for (const word of script) {
      this.hands.do(word);
      await this.rest();
    }
  }

  /** Lets all that is on its way arrive, without time passing. */
  async rest(): Promise<void> {
    for (let turn = 0; turn < 4; turn++) {
      this.network.settle();
      this.#otherNetwork.settle();
      await this.hands.rest();
    }
  }

  /** Lets time pass; no longer at once than a server may be silent. */
  async wait(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 1_000) {
      this.hands.clock.advance(Math.min(left, 1_000));
      await this.rest();
    }
  }

  /** What the chrome shows. */
  get chrome(): ChromeProps {
    return chromeOf(this.hands.model, keymap());
  }

  /** The last line of the screen. */
  get words(): string {
    return this.chrome.words.map(({ text }) => text).join(", ");
  }
}
