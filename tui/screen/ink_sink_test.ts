import { assertEquals } from "@std/assert";
import { InkSink } from "./ink_sink.ts";

Deno.test("[R40] each write is one whole frame; the latest counts", () => {
  let told = 0;
  const sink = new InkSink(80, 24, () => told++);
  sink.write("first");
  sink.write("second");
  assertEquals([sink.frame, told], ["second", 2]);
});

Deno.test("[R40] barriers and repeated frames are no news, but are called back", () => {
  let told = 0, called = 0;
  const sink = new InkSink(80, 24, () => told++);
  const done = () => called++;
  sink.write("frame", done);
  sink.write("", done);
  sink.write("\n", "utf8", done);
  sink.write("frame");
  assertEquals([sink.frame, told, called], ["frame", 1, 3]);
});

Deno.test("[T38] a resize is told", () => {
  const sink = new InkSink(80, 24, () => {});
  const sizes: number[][] = [];
  sink.on("resize", () => sizes.push([sink.columns, sink.rows]));
  sink.resize(20, 6);
  assertEquals(sizes, [[20, 6]]);
});
