import { assert, assertEquals } from "@std/assert";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Reply } from "./route.ts";
import { sendReply } from "./send_reply.ts";

const TYPE = "text/plain; charset=utf-8";

/** Runs a server that gives everybody this reply; `sent` resolves when the first one is over. */
async function withReply(
  reply: Reply,
  stallMs: number,
  run: (port: number, sent: Promise<void>) => Promise<void>,
): Promise<void> {
  const sent = Promise.withResolvers<void>();
  const server = createServer((_request, response) => {
    sendReply(reply, false, response, stallMs).then(sent.resolve, sent.reject);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  try {
    await run(port, sent.promise);
  } finally {
    await new Promise((done) => server.close(done));
  }
}

Deno.test("[P14] who asks for a page and does not read it is given up, and nothing more is made for it", async () => {
  let parts = 0;
  function* endless() {
    while (true) {
      parts++;
      yield "x".repeat(256 * 1024);
    }
  }
  const reply = { status: 200, type: TYPE, body: endless() };
  await withReply(reply, 300, async (port, sent) => {
    const conn = await Deno.connect({ hostname: "127.0.0.1", port });
    await conn.write(
      new TextEncoder().encode("GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
    );
    await sent;
    const made = parts;
    assert(made > 0);
    conn.close();
    assertEquals(parts, made);
  });
});

Deno.test("[P20] a long text comes whole, also where its characters are cut into parts", async () => {
  const body = "ä漢😀".repeat(20_000);
  await withReply({ status: 200, type: TYPE, body }, 10_000, async (port) => {
    const response = await fetch(`http://127.0.0.1:${port}/`);
    assertEquals(await response.text(), body);
  });
});
