/**
 * WebSocket frames byte by byte, for what no client library would send.
 *
 * @module
 */

import { deadline } from "@std/async";

const MASK = [1, 2, 3, 4] as const;

/** What a frame is made of; everything about it may be wrong. */
export interface FrameParts {
  /** The first byte: FIN, RSV1–3, opcode. */
  readonly first: number;
  readonly payload?: Uint8Array;
  /** The length that is claimed; the payload's own when left out. */
  readonly length?: bigint;
  readonly masked?: boolean;
}

/** Encodes a frame as a client would. */
export function rawFrame(
  { first, payload = new Uint8Array(), length, masked = true }: FrameParts,
): Uint8Array<ArrayBuffer> {
  const claimed = length ?? BigInt(payload.length);
  const mask = masked ? 0x80 : 0;
  const head = claimed < 126n
    ? [mask | Number(claimed)]
    : claimed < 65_536n
    ? [mask | 126, Number(claimed >> 8n), Number(claimed & 255n)]
    : [
      mask | 127,
      ...Array.from(
        { length: 8 },
        (_, i) => Number((claimed >> BigInt(56 - 8 * i)) & 255n),
      ),
    ];
  const body = masked ? payload.map((byte, i) => byte ^ MASK[i % 4]!) : payload;
  return new Uint8Array([first, ...head, ...(masked ? MASK : []), ...body]);
}

/** A TCP connection to the server. */
export class RawSocket {
  readonly #conn: Deno.Conn;
  #bytes = new Uint8Array();

  private constructor(conn: Deno.Conn) {
    this.#conn = conn;
  }

  /** Connects, and says nothing. */
  static async connect(port: number): Promise<RawSocket> {
    return new RawSocket(await Deno.connect({ hostname: "127.0.0.1", port }));
  }

  /** Connects and becomes a WebSocket. */
  static async open(port: number): Promise<RawSocket> {
    const socket = await RawSocket.connect(port);
    const head = await socket.request("GET /ws HTTP/1.1", {
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    });
    if (!head.startsWith("HTTP/1.1 101")) throw new Error(`refused: ${head}`);
    return socket;
  }

  /** Sends an HTTP request; gives back the head of the answer. */
  async request(
    line: string,
    headers: Record<string, string> = {},
  ): Promise<string> {
    const lines = Object.entries({ Host: "inkroom", ...headers })
      .map(([name, value]) => `${name}: ${value}\r\n`);
    await this.send(
      new TextEncoder().encode(`${line}\r\n${lines.join("")}\r\n`),
    );
    while (true) {
      const text = new TextDecoder("latin1").decode(this.#bytes);
      const end = text.indexOf("\r\n\r\n");
      if (end >= 0) {
        this.#bytes = this.#bytes.slice(end + 4);
        return text.slice(0, end);
      }
      if (!await this.#read()) throw new Error(`ended after: ${text}`);
    }
  }

  /** Sends bytes; a connection that is gone already takes them as well. */
  async send(bytes: Uint8Array): Promise<void> {
    try {
      for (let sent = 0; sent < bytes.length;) {
        sent += await this.#conn.write(bytes.subarray(sent));
      }
    } catch (error) {
      if (
        !(error instanceof Deno.errors.BrokenPipe) &&
        !(error instanceof Deno.errors.ConnectionReset)
      ) throw error;
    }
  }

  /** Reads until the server closes; the code of its closing frame, `null` without one. */
  async closeCode(): Promise<number | null> {
    while (await this.#read());
    this.#conn.close();
    const bytes = this.#bytes;
    for (let at = 0; at + 1 < bytes.length;) {
      const short = bytes[at + 1]! & 127;
      const size = short < 126
        ? short
        : short === 126
        ? bytes[at + 2]! * 256 + bytes[at + 3]!
        : Infinity;
      const start = at + (short < 126 ? 2 : 4);
      if (bytes[at] === 0x88) return bytes[start]! * 256 + bytes[start + 1]!;
      at = start + size;
    }
    return null;
  }

  /** Drops the line. */
  drop(): void {
    this.#conn.close();
  }

  async #read(): Promise<boolean> {
    const chunk = new Uint8Array(65_536);
    try {
      const size = await deadline(this.#conn.read(chunk), 10_000);
      if (size === null) return false;
      this.#bytes = new Uint8Array([...this.#bytes, ...chunk.slice(0, size)]);
      return true;
    } catch (error) {
      if (error instanceof Deno.errors.ConnectionReset) return false;
      throw error;
    }
  }
}
