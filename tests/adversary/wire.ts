/**
 * A WebSocket over bare TCP, with nothing of ours and no library on it.
 *
 * @module
 */

// deno-lint-ignore no-explicit-any
export type Message = any;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Sends JSON and gives back JSON; may be cut at any moment. */
export class Wire {
  readonly #conn: Deno.Conn;
  #bytes = new Uint8Array();
  #text = new Uint8Array();

  private constructor(conn: Deno.Conn) {
    this.#conn = conn;
  }

  /** Connects to a server on this machine; throws if none listens. */
  static async open(port: number): Promise<Wire> {
    const wire = new Wire(await Deno.connect({ hostname: "127.0.0.1", port }));
    const key = "dGhlIHNhbXBsZSBub25jZQ==";
    await wire.#write(encoder.encode(
      `GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
    ));
    while (!decoder.decode(wire.#bytes).includes("\r\n\r\n")) {
      if (!await wire.#read()) throw new Error("Cannot connect: it hung up");
    }
    const head = decoder.decode(wire.#bytes).indexOf("\r\n\r\n") + 4;
    wire.#bytes = wire.#bytes.slice(head);
    return wire;
  }

  /** Sends a message; one that the other end will never read is lost silently. */
  async send(message: unknown): Promise<void> {
    const body = encoder.encode(JSON.stringify(message));
    const size = body.length < 126
      ? [128 | body.length]
      : [128 | 126, body.length >> 8, body.length & 255];
    // A mask of zeros is a mask.
    await this.#write(new Uint8Array([0x81, ...size, 0, 0, 0, 0, ...body]));
  }

  /** The next message; `null` when the line is gone. */
  async next(): Promise<Message | null> {
    while (true) {
      const frame = await this.#frame();
      if (frame === null || frame.opcode === 8) return null;
      if (frame.opcode === 9) {
        await this.#write(new Uint8Array([0x8a, 128, 0, 0, 0, 0]));
      }
      if (frame.opcode > 2) continue;
      this.#text = new Uint8Array([...this.#text, ...frame.body]);
      if (!frame.fin) continue;
      const message = JSON.parse(decoder.decode(this.#text));
      this.#text = new Uint8Array();
      return message;
    }
  }

  /** Drops the line, whatever is on its way. */
  cut(): void {
    try {
      this.#conn.close();
    } catch {
      // It was cut already.
    }
  }

  async #frame(): Promise<
    { opcode: number; fin: boolean; body: Uint8Array } | null
  > {
    while (true) {
      const view = this.#bytes;
      const short = (view[1] ?? 0) & 127;
      const start = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (view.length >= start) {
        let size = short < 126 ? short : 0;
        for (let at = 2; at < start; at++) size = size * 256 + view[at]!;
        if (view.length >= start + size) {
          this.#bytes = view.slice(start + size);
          const body = view.subarray(start, start + size);
          return { opcode: view[0]! & 15, fin: view[0]! >= 128, body };
        }
      }
      if (!await this.#read()) return null;
    }
  }

  async #read(): Promise<boolean> {
    const chunk = new Uint8Array(65_536);
    try {
      const size = await this.#conn.read(chunk);
      if (size === null) return false;
      this.#bytes = new Uint8Array([...this.#bytes, ...chunk.slice(0, size)]);
      return true;
    } catch {
      return false;
    }
  }

  async #write(bytes: Uint8Array): Promise<void> {
    try {
      for (let at = 0; at < bytes.length;) {
        at += await this.#conn.write(bytes.subarray(at));
      }
    } catch {
      // Reading will tell that the line is gone.
    }
  }
}
