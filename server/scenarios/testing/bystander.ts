/**
 * One who must be served whatever others do, for scenario tests.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { RawClient } from "./raw_client.ts";
import type { Scenario } from "./test_server.ts";

/** A bystander in the room `lobby`, who must be served whatever others do. */
export class Bystander {
  readonly #client: RawClient;
  #cseq = 0;

  private constructor(client: RawClient) {
    this.#client = client;
  }

  /** Comes into the room. */
  static async come({ server }: Scenario): Promise<Bystander> {
    const client = await RawClient.hello(server.url, "bystander");
    await client.join("lobby");
    return new Bystander(client);
  }

  /** Draws something; fails if it is not acked. */
  async isServed(): Promise<void> {
    const shape = { id: `ok_${++this.#cseq}`, type: "circle", x: 1, y: 1 };
    const ack = await this.#client.tx("lobby", this.#cseq, [
      { op: "create", shape },
    ]);
    assertEquals([ack.type, ack.results], ["ack", ["ok"]]);
  }
}
