/**
 * A WebSocket with nothing of ours on it, for scenario tests.
 *
 * @module
 */

import { deadline } from "@std/async";
import { WebSocket } from "ws";

/** Milliseconds after which a test has waited in vain. */
const PATIENCE_MS = 10_000;

// deno-lint-ignore no-explicit-any
type Message = any;

interface Waiter {
  readonly matches: (message: Message) => boolean;
  readonly resolve: (message: Message) => void;
}

/** The socket was closed while its client waited for a message. */
export class ClosedError extends Error {
  /** @param code of the closing. */
  constructor(readonly code: number) {
    super(`closed with ${code} while a message was waited for`);
    this.name = "ClosedError";
  }
}

/** A client that sends what it is told to, and keeps what it receives until it is asked for. */
export class RawClient {
  /** The socket itself. */
  readonly socket: Message;
  /** Everything that came, in order, also what was asked for already. */
  readonly log: Message[] = [];
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  #unread: Message[] = [];
  #waiters: Waiter[] = [];

  private constructor(socket: Message) {
    this.socket = socket;
    this.closed = new Promise((resolve) => {
      socket.on("close", (code: number) => resolve(code));
    });
    socket.on("error", () => {});
    socket.on("message", (data: Message) => this.#take(String(data)));
  }

  /** Connects to a server's `url`, such as `http://127.0.0.1:4650`. */
  static async connect(url: string, options = {}): Promise<RawClient> {
    const socket = new WebSocket(`${url.replace("http", "ws")}/ws`, options);
    const client = new RawClient(socket);
    await deadline(
      new Promise<void>((resolve, reject) => {
        socket.on("open", () => resolve());
        socket.on("error", reject);
      }),
      PATIENCE_MS,
    );
    return client;
  }

  /** Connects and says hello. */
  static async hello(
    url: string,
    name: string,
    more: Record<string, unknown> = {},
  ): Promise<RawClient> {
    const client = await RawClient.connect(url);
    client.send({
      type: "hello",
      protocol: 1,
      clientId: `client-of-${name}-0123456789`,
      name,
      ...more,
    });
    await client.next("welcome");
    return client;
  }

  /** Joins a room and reads its content; gives back `joined`. */
  async join(roomId: string | number, more = {}): Promise<Message> {
    this.send({ type: "join_room", roomId, ...more });
    const joined = await this.next("joined");
    if (joined.mode !== "none") {
      await this.next((message) =>
        message.type === joined.mode && message.last
      );
    }
    return joined;
  }

  /** Sends a message as JSON, or text as it is. */
  send(message: unknown): void {
    this.socket.send(
      typeof message === "string" ? message : JSON.stringify(message),
    );
  }

  /** Sends a transaction and waits for its answer. */
  async tx(
    roomId: string | number,
    cseq: number,
    ops: unknown[],
    more = {},
  ): Promise<Message> {
    this.send({ type: "tx", roomId, cseq, ops, ...more });
    return await this.next((message) =>
      ["ack", "nack", "error"].includes(message.type) && message.cseq === cseq
    );
  }

  /**
   * The first message of a type, or that matches, which was not asked for before.
   *
   * @throws {ClosedError} if the socket is closed before it comes.
   */
  next(wanted: string | ((message: Message) => boolean)): Promise<Message> {
    const matches = typeof wanted === "string"
      ? (message: Message) => message.type === wanted
      : wanted;
    const index = this.#unread.findIndex(matches);
    if (index >= 0) {
      return Promise.resolve(this.#unread.splice(index, 1)[0]);
    }
    const found = new Promise((resolve) => {
      this.#waiters.push({ matches, resolve });
    });
    const inVain = this.closed.then((code) => {
      throw new ClosedError(code);
    });
    return deadline(Promise.race([found, inVain]), PATIENCE_MS);
  }

  /** Resolves when all that was sent so far has been worked on, and its answers are here. */
  async settled(): Promise<void> {
    const ref = `ping-${this.log.length}`;
    this.send({ type: "ping", ref });
    await this.next((message) => message.ref === ref);
  }

  /** Closes, and waits until it is closed. */
  async close(): Promise<void> {
    this.socket.close();
    await this.closed;
  }

  #take(text: string): void {
    const message = JSON.parse(text);
    this.log.push(message);
    const index = this.#waiters.findIndex(({ matches }) => matches(message));
    if (index < 0) this.#unread.push(message);
    else this.#waiters.splice(index, 1)[0]!.resolve(message);
  }
}

/** A message of the first design that carries a shape, literally as it was sent. */
export function chat(roomId: string | number, body: unknown): string {
  const message = typeof body === "string" ? body : JSON.stringify(body);
  return JSON.stringify({ type: "chat", message, roomId });
}

/** What a message of the first design carries. */
export function bodyOf(message: Message): Message {
  return JSON.parse(message.message);
}
