/**
 * The bot: lines in, transactions to the room; events and answers out (T4).
 *
 * @module
 */

import { type Clock, systemClock } from "../../shared/client/clock.ts";
import {
  RoomClient,
  type RoomClientOptions,
} from "../../shared/client/room_client.ts";
import type { Answer } from "../../shared/client/room_client_events.ts";
import type { BotConfig } from "./config.ts";
import { EventTail } from "./event_tail.ts";
import { type Line, linesOf } from "../../shared/client/lines.ts";
import { opsOfLine } from "./ops_of_line.ts";
import { Output } from "./output.ts";

/** Where the bot reads and writes. */
export interface BotStreams {
  readonly input: AsyncIterable<Uint8Array>;
  /** Writes to stdout; rejects when nobody reads any more. */
  write(text: string): Promise<void>;
  /** Tells the person, on stderr. */
  complain(text: string): void;
}

/** Lines that may be on their way at once; no more of the input is read until one is answered. */
const MAX_UNDER_WAY = 256;

/**
 * Runs until the input has ended and everything is answered; with `follow`, until nobody reads
 * any more.
 *
 * @param more for tests: what the client is to use instead of the real world.
 * @returns the exit code: 0 if every line was accepted, else 1.
 */
export async function runBot(
  config: BotConfig,
  streams: BotStreams,
  more: Partial<RoomClientOptions> = {},
): Promise<number> {
  const { room, server, name, color } = config;
  const client = new RoomClient({
    server,
    roomId: room,
    name,
    color,
    content: "events",
    ...more,
  });
  const bot = new Bot(client, config, streams, more.clock ?? systemClock);
  const code = await bot.run();
  await client.close();
  return code;
}

class Bot {
  readonly #client: RoomClient;
  readonly #config: BotConfig;
  readonly #clock: Clock;
  readonly #streams: BotStreams;
  readonly #output: Output;
  readonly #tail: EventTail;
  readonly #gaveUp = Promise.withResolvers<number>();
  readonly #underWay = new Set<Promise<void>>();
  readonly #off: () => void;
  #failed = false;
  #hasGivenUp = false;
  #lastSeq = 0;
  #cancelWait: (() => void) | null = null;

  constructor(
    client: RoomClient,
    config: BotConfig,
    streams: BotStreams,
    clock: Clock,
  ) {
    this.#client = client;
    this.#clock = clock;
    this.#config = config;
    this.#streams = streams;
    this.#output = new Output((line) => streams.write(line));
    this.#tail = new EventTail(client, (event) => {
      this.#output.print({ type: "event", ...event });
    });
    this.#off = client.on("status", () => this.#watch());
    this.#watch();
  }

  async run(): Promise<number> {
    const code = await Promise.race([this.#work(), this.#gaveUp.promise]);
    this.#off();
    this.#cancelWait?.();
    await this.#output.done();
    return code;
  }

  async #work(): Promise<number> {
    for await (const line of linesOf(this.#streams.input)) {
      this.#submit(line);
      await this.#output.ready();
      if (this.#underWay.size >= MAX_UNDER_WAY) {
        await Promise.race(this.#underWay);
      }
      if (this.#hasGivenUp) return 1;
    }
    await Promise.all(this.#underWay);
    if (this.#config.follow) await this.#output.broken;
    else {
      await this.#client.synced();
      await this.#tail.reached(this.#lastSeq);
    }
    return this.#failed ? 1 : 0;
  }

  #submit({ number, text }: Line): void {
    if (text?.trim() === "") return;
    const ops = text === null
      ? { ok: false as const, message: "this line is too long", path: "" }
      : opsOfLine(text);
    if (!ops.ok) {
      this.#failed = true;
      const place = ops.path === "" ? "" : `${ops.path}: `;
      this.#streams.complain(`line ${number}: ${place}${ops.message}`);
      return;
    }
    const answered = this.#client.submit(ops.value).then((answer) => {
      this.#underWay.delete(answered);
      this.#take(number, answer);
    });
    this.#underWay.add(answered);
  }

  #take(line: number, answer: Answer): void {
    if (answer.type === "ack") {
      this.#lastSeq = Math.max(this.#lastSeq, answer.seq);
    } else {
      this.#failed = true;
    }
    if (answer.type === "ack" || answer.type === "nack") {
      this.#output.print({ ...answer, line });
    }
  }

  /** Tells where we stand, and gives up when there was no server for too long. */
  #watch(): void {
    const { state, reason } = this.#client.status;
    const { server, wait, follow } = this.#config;
    if (state === "closed") {
      this.#giveUp(reason ?? "the connection is closed");
    } else if (state === "synced") {
      this.#cancelWait?.();
      this.#cancelWait = null;
    } else if (state === "offline" && follow) {
      this.#streams.complain(`offline: ${reason}; trying again`);
    } else if (this.#cancelWait === null) {
      this.#cancelWait = this.#clock.after(wait * 1000, () => {
        const why = this.#client.status.reason ?? "no answer";
        this.#giveUp(`no server at ${server} for ${wait} s: ${why}`);
      });
    }
  }

  #giveUp(reason: string): void {
    const { unsent } = this.#client.status;
    const left = unsent === 0 ? "" : `; lines without an answer: ${unsent}`;
    this.#streams.complain(`giving up: ${reason}${left}`);
    this.#hasGivenUp = true;
    this.#gaveUp.resolve(1);
  }
}
