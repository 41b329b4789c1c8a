/**
 * One WebSocket: reads messages, finds out what is spoken, keeps to the limits.
 *
 * @module
 */

import {
  type ReadJson,
  readJson,
  type Refusal,
} from "../../shared/schema/json.ts";
import { CLOSE } from "../../shared/schema/server_message.ts";
import type { Ref } from "../room/room_message.ts";
import { StoreError } from "../store/store.ts";
import {
  FloodGuard,
  type RateRefusal,
  type Toll,
} from "./limits/flood_guard.ts";
import { encode } from "./frame.ts";
import type { ConnectionContext } from "./connection_context.ts";
import { greet } from "./greeting.ts";
import { Liveness } from "./limits/liveness.ts";
import { ReadGate } from "./limits/read_gate.ts";
import { refIn } from "./ref.ts";
import { SendQueue } from "./send_queue.ts";
import type { Complaint, Link, Session } from "./session.ts";
import type { Socket } from "./socket.ts";
import type { WireRoomId } from "./voice.ts";

/** Seconds that a peer has to answer our closing before its socket is cut. */
const CLOSING_SECONDS = 5;

/** Messages that may wait for an earlier one before the socket is not read any more. */
const MAX_WAITING = 32;

const decoder = new TextDecoder();

/** A connection from its upgrade to its end. */
export class Connection implements Link {
  readonly memberId: string;
  readonly queue: SendQueue;
  readonly registry: Link["registry"];
  readonly clock: Link["clock"];
  readonly #socket: Socket;
  readonly #context: ConnectionContext;
  readonly #gate: ReadGate;
  readonly #guard: FloodGuard;
  readonly #liveness: Liveness;
  readonly #cancelSilence: () => void;
  #session: Session | null = null;
  /** Messages that came while an earlier one was still being worked on. */
  #waiting: ReadJson[] = [];
  #cancelSlowness = () => {};
  #isWorking = false;
  #isDeaf = false;
  /** The socket is closed; what came before is still being worked on. */
  #isGone = false;
  #secondsClosing: number | null = null;

  constructor(socket: Socket, memberId: string, context: ConnectionContext) {
    const { clock, limits, registry } = context;
    this.memberId = memberId;
    this.registry = registry;
    this.clock = clock;
    this.#socket = socket;
    this.#context = context;
    this.#guard = new FloodGuard(limits, clock.now());
    this.#liveness = new Liveness();
    this.#gate = new ReadGate(socket);
    this.queue = new SendQueue(socket, this.#gate, {
      drained: () => {
        this.#session?.drained();
        this.#work();
      },
      stalled: (why) => this.close(CLOSE.stalled, why),
    });
    this.#cancelSilence = clock.after(limits.helloMs, () => {
      this.close(CLOSE.silent, "nobody said hello or joined a room in time");
    });
    socket.on("message", (data, isBinary) => this.#receive(data, isBinary));
    socket.on("pong", () => this.#liveness.heard());
    // `ws` closes by itself what breaks the protocol; there is nothing to add.
    socket.on("error", () => {});
    socket.on("close", () => this.#closed());
  }

  /** To be called every second. */
  beat(): void {
    if (this.#isGone) return;
    if (this.#secondsClosing !== null) {
      this.#secondsClosing++;
      if (this.#secondsClosing > CLOSING_SECONDS) this.#socket.terminate();
      return;
    }
    this.queue.beat();
    const due = this.#liveness.beat();
    if (due === "ping") this.#socket.ping();
    // Who is not read can't be heard: the queue decides what becomes of one who is behind.
    if (due === "dead" && this.#gate.isOpen) this.#socket.terminate();
  }

  /** Takes no message any more; answers to earlier ones still go out. */
  deafen(): void {
    this.#isDeaf = true;
    this.#waiting = [];
  }

  /** Closes the connection; nothing it sent before is worked on any more. */
  close(code: number, reason: string): void {
    if (this.#secondsClosing !== null) return;
    if (this.#isGone) return this.#leave();
    this.#end();
    this.#socket.close(code, reason.slice(0, 100));
    if (code === CLOSE.flooding) {
      // Its answer to our closing comes after all that it has sent: too much to be read.
      this.#gate.hold("over");
      this.#secondsClosing = CLOSING_SECONDS - 1;
    } else {
      this.#gate.open();
      this.#secondsClosing = 0;
    }
  }

  /**
   * Another connection of the same client has its place (P1).
   *
   * @param life of the other one, if this one may come again with a higher one.
   */
  giveWay(life: number | null): void {
    if (life !== null) {
      const message =
        `a connection of this client is there that says it is newer: life ${life}`;
      this.queue.send(
        encode({ type: "error", code: "replaced", message, life }),
      );
    }
    this.close(CLOSE.replaced, "this client connected anew");
  }

  /** Is it being closed, or gone? */
  get isEnding(): boolean {
    return this.#isGone || this.#secondsClosing !== null;
  }

  /** Ends the connection without a word. */
  cut(): void {
    this.#socket.terminate();
  }

  complain(complaint: Complaint): void {
    this.queue.send(encode({ type: "error", ...complaint }));
    this.warn();
  }

  mayPass(toll: Toll, about: { roomId?: WireRoomId; ref?: Ref }): boolean {
    const refusal = this.toll(toll);
    if (refusal === null) return true;
    const { roomId, ref } = about;
    this.complain({ code: "limit", ...refusal, roomId, ref });
    return false;
  }

  toll(toll: Toll): RateRefusal | null {
    return this.#guard.take(toll, this.clock.now());
  }

  fail(error: unknown, about: { roomId?: WireRoomId; ref?: Ref }): void {
    const detail = error instanceof Error ? error.message : String(error);
    this.#context.log(`connection ${this.memberId}: ${detail}`);
    // What went wrong inside is for the operator alone.
    this.complain({
      code: error instanceof StoreError ? "unavailable" : "internal",
      message: "the server can't do this now; try again later",
      ...about,
    });
  }

  warn(): void {
    if (this.#secondsClosing !== null) return;
    if (this.#guard.warn(this.clock.now())) {
      this.close(CLOSE.flooding, "flooding went on after warnings");
    }
  }

  /** The connection speaks in this way from now on, and is silent no more. */
  settle(session: Session | null): void {
    if (session !== null) this.#session = session;
    this.#cancelSilence();
  }

  #receive(data: Uint8Array, isBinary: boolean): void {
    if (this.#secondsClosing !== null || this.#isDeaf) return;
    this.#liveness.heard();
    this.#slowDown(data.byteLength);
    if (!this.mayPass("message", {})) return;
    if (isBinary) {
      const message = "messages are JSON in text frames; this one is binary";
      return this.complain({ code: "bad_message", message });
    }
    this.#waiting.push(readJson(decoder.decode(data)));
    if (this.#waiting.length >= MAX_WAITING) this.#gate.hold("busy");
    this.#work();
  }

  /** Reads on when as many bytes as have come may have come. */
  #slowDown(bytes: number): void {
    const waitMs = this.#guard.weigh(bytes, this.clock.now());
    if (waitMs === 0 || this.#gate.isHeld("fast")) return;
    this.#gate.hold("fast");
    this.#cancelSlowness = this.clock.after(waitMs, () => {
      this.#gate.release("fast");
    });
  }

  // One message after the other: what follows a join must find the room joined. Who does not
  // read our answers gets to ask nothing more.
  #work(): void {
    while (!this.#isWorking && this.#waiting.length > 0) {
      if (this.#secondsClosing !== null) return;
      if (this.queue.isBehind && !this.#isGone) return;
      const read = this.#waiting.shift()!;
      if (this.#waiting.length === 0) this.#gate.release("busy");
      try {
        const working = this.#take(read);
        if (working === undefined) continue;
        this.#isWorking = true;
        working.catch((error) => this.#failed(error, read)).then(() => {
          this.#isWorking = false;
          this.#work();
        });
      } catch (error) {
        this.#failed(error, read);
      }
    }
    const isDone = this.#isGone && !this.#isWorking;
    if (isDone && this.#secondsClosing === null) this.#leave();
  }

  #take({ value: json, refusal }: ReadJson): void | Promise<void> {
    if (refusal !== null) return this.#refuse(json, refusal);
    if (typeof json !== "object" || json === null || Array.isArray(json)) {
      const message = "a message is a JSON object with a type";
      return this.complain({ code: "bad_message", message });
    }
    if (this.#session === null) {
      this.#session = greet(json, this, this.#context);
      if (this.#session === null) return;
      // `hello` is done with; a word of the chat dialect is for its session to answer.
      if ((json as { type?: unknown }).type === "hello") return;
    }
    return this.#session.receive(json);
  }

  #refuse(json: unknown, refusal: Refusal): void {
    if (this.#session !== null) return this.#session.refuse(json, refusal);
    this.complain({ code: "bad_message", ...refusal, ref: refIn(json) });
  }

  #failed(error: unknown, { value }: ReadJson): void {
    this.fail(error, { ref: refIn(value) });
  }

  // Who draws, closes and goes has drawn: what came before the end is worked on, unless it was
  // us who closed. Until then the place is kept, so that a newer connection of the same client
  // still replaces this one.
  #closed(): void {
    this.#isGone = true;
    this.#cancelSilence();
    this.#cancelSlowness();
    this.queue.end();
    if (this.#secondsClosing === null) this.#work();
    else this.#leave();
  }

  #leave(): void {
    this.#secondsClosing = 0;
    this.#end();
    this.#context.onClosed(this);
  }

  #end(): void {
    this.#cancelSilence();
    this.#cancelSlowness();
    this.#waiting = [];
    this.queue.end();
    this.#session?.end();
  }
}
