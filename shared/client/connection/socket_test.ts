import { assertEquals } from "@std/assert";
import { connectWs } from "./socket.ts";

const refusals: [who: string, type: string, body: string, reason: string][] = [
  ["inkroom", "text/plain", "too many sockets\n", "too many sockets"],
  [
    "a proxy",
    "text/html",
    "<html>\n<h1>502 Bad Gateway</h1>",
    "503, and not in inkroom's words",
  ],
  ["nobody in particular", "text/plain", "", "503, and not in inkroom's words"],
];
for (const [who, type, body, reason] of refusals) {
  Deno.test(`[T12] refused by ${who}: ${reason}`, async () => {
    const headers = { "content-type": type };
    await using server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen: () => {} },
      () => new Response(body, { status: 503, headers }),
    );
    const { promise, resolve } = Promise.withResolvers<string>();
    connectWs(`ws://127.0.0.1:${server.addr.port}/ws`, {
      open: () => {},
      message: () => {},
      close: (_, reason) => resolve(reason),
    });
    assertEquals(await promise, reason);
  });
}
