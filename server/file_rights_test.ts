import { assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { serveArgs } from "./scenarios/testing/serve_args.ts";

Deno.test("[E23] [L7] a server that runs can open no file, serves on, and ends with a clear message when its store does", async () => {
  const folder = await Deno.makeTempDir();
  const probe = join(
    import.meta.dirname!,
    "scenarios",
    "testing",
    "rights_probe.ts",
  );
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: serveArgs([join(folder, "rooms.db")], probe),
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  assertEquals(text(stdout).split("\n"), [
    "NotCapable",
    "NotCapable",
    "ack",
    "200",
    "",
  ], text(stderr));
  assertEquals(code, 1);
  assertMatch(
    text(stderr),
    /^inkroom: store: the store's worker died \(out of luck\); the server ends, start it again\n$/m,
  );
  await Deno.remove(folder, { recursive: true });
});
