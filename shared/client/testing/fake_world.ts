/**
 * A server, lines, a clock and clients, all in memory: where the client's tests take place.
 *
 * @module
 */

import { FakeClock } from "./fake_clock.ts";
import { FakeNetwork } from "./fake_network.ts";
import { FakeServer } from "./fake_server.ts";
import { RoomClient } from "../room_client.ts";
import type { RoomClientOptions } from "../room_client_options.ts";

/** One room, and those who are in it. */
export class FakeWorld {
  readonly server: FakeServer = new FakeServer();
  readonly network: FakeNetwork = new FakeNetwork(this.server);
  readonly clock: FakeClock = new FakeClock();
  #seed = 1;

  /** A client that begins to connect. */
  client(name: string, options: Partial<RoomClientOptions> = {}): RoomClient {
    return new RoomClient({
      server: "ws://fake:1",
      roomId: "lobby",
      name,
      clientId: clientIdOf(name),
      clock: this.clock,
      random: () => (this.#seed = this.#seed * 16807 % 2147483647) / 2147483647,
      connect: this.network.connect,
      ...options,
    });
  }

  /** Lets time pass and everything through: reconnections and pauses come to their end. */
  settle(): void {
    for (let i = 0; i < 20; i++) {
      this.network.settle();
      this.clock.advance(1000);
    }
    this.network.settle();
  }

  /**
   * Lets time pass until a client whose line was opened last is in the room; its transactions stay on
   * their way.
   */
  enter(client: RoomClient): void {
    while (client.status.state !== "synced") {
      this.clock.advance(500);
      const { up } = this.network.last;
      while (this.network.last.deliverDown());
      if (up[0]?.includes('"tx"') === false) this.network.last.deliverUp();
    }
  }

  /**
   * Lets everything through, and lets promises run in between, until `promise` is kept.
   *
   * @throws {Error} if it takes more than 1,000 rounds.
   */
  async until<T>(promise: Promise<T>): Promise<T> {
    let done = false;
    promise.finally(() => done = true).catch(() => {});
    for (let i = 0; i < 1_000 && !done; i++) {
      this.network.settle();
      await Promise.resolve();
    }
    if (!done) throw new Error("the promise is not kept");
    return await promise;
  }
}

/** The secret clientId of a {@linkcode FakeWorld}'s client. */
function clientIdOf(name: string): string {
  return `client-of-${name}-0123456789`;
}
