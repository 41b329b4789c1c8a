import { assertEquals } from "@std/assert";
import { FakeSocket } from "./testing/fake_socket.ts";
import { ReadGate } from "./limits/read_gate.ts";
import {
  CLOSE_BYTES,
  EVENTS_BYTES,
  FRAGMENT_BYTES,
  PRESENCE_BYTES,
  SendQueue,
  STALL_SECONDS,
} from "./send_queue.ts";

function setUp() {
  const socket = new FakeSocket();
  const told: string[] = [];
  const queue = new SendQueue(socket, new ReadGate(socket), {
    drained: () => told.push("drained"),
    stalled: (why) => told.push(why),
  });
  return { socket, queue, told };
}

const bytes = (count: number) => new Uint8Array(count);

Deno.test("[P14] above 256 KiB unsent, presence is dropped and the rest is not", () => {
  const { socket, queue } = setUp();
  queue.send(bytes(PRESENCE_BYTES));
  queue.sendDroppable(bytes(1));
  assertEquals(queue.bytes, PRESENCE_BYTES + 1);
  queue.sendDroppable(bytes(1));
  queue.send(bytes(1));
  assertEquals(queue.bytes, PRESENCE_BYTES + 2);
  socket.read();
  assertEquals([queue.bytes, socket.received.length], [0, 3]);
});

Deno.test("[P14] above 1 MiB events must stop and the socket is not read, until it has drained to 256 KiB", () => {
  const { socket, queue, told } = setUp();
  for (let i = 0; i < 5; i++) queue.send(bytes(PRESENCE_BYTES));
  assertEquals(queue.bytes, 5 * PRESENCE_BYTES);
  assertEquals([queue.isBehind, socket.isPaused], [true, true]);
  socket.read(3);
  assertEquals(queue.bytes < EVENTS_BYTES, true);
  assertEquals([queue.isBehind, socket.isPaused, told.length], [true, true, 0]);
  socket.read(1);
  assertEquals([queue.isBehind, socket.isPaused, told], [false, false, [
    "drained",
  ]]);
});

Deno.test("[P14] above 8 MiB the reader is given up, and nothing more is held for it", () => {
  const { queue, told } = setUp();
  queue.send(bytes(CLOSE_BYTES));
  assertEquals(told, []);
  queue.send(bytes(1));
  assertEquals(told.length, 1);
  queue.send(bytes(1_000));
  assertEquals([queue.bytes, told.length], [CLOSE_BYTES + 1, 1]);
});

Deno.test("[P14] 30 s without any progress: given up; a slow reader is not", () => {
  const { socket, queue, told } = setUp();
  for (let second = 0; second < 100; second++) queue.beat();
  queue.send(bytes(10));
  queue.send(bytes(10));
  for (let second = 1; second < STALL_SECONDS; second++) queue.beat();
  socket.read(1);
  told.length = 0;
  for (let second = 1; second < STALL_SECONDS; second++) queue.beat();
  assertEquals(told, []);
  queue.beat();
  assertEquals(told, ["nothing was read for 30 s"]);
});

Deno.test("[P14] a long message goes out in fragments, each of which is progress on a slow line", () => {
  const { socket, queue, told } = setUp();
  const page = new TextEncoder().encode("ä".repeat(FRAGMENT_BYTES * 2 - 1));
  queue.send(page);
  for (let fragment = 0; fragment < 3; fragment++) {
    for (let second = 1; second < STALL_SECONDS; second++) queue.beat();
    assertEquals(socket.readFragment(), true);
    assertEquals(socket.received, []);
  }
  socket.readFragment();
  assertEquals(socket.received, [new TextDecoder().decode(page)]);
  assertEquals([queue.bytes, socket.readFragment()], [0, false]);
  assertEquals(told, []);
});
