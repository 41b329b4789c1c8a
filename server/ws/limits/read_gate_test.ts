import { assertEquals } from "@std/assert";
import { FakeSocket } from "../testing/fake_socket.ts";
import { ReadGate } from "./read_gate.ts";

Deno.test("[P14] a socket is read only when no reason is left not to", () => {
  const socket = new FakeSocket();
  const gate = new ReadGate(socket);
  const seen = [
    () => gate.hold("behind"),
    () => gate.hold("fast"),
    () => gate.hold("fast"),
    () => gate.release("behind"),
    () => gate.release("busy"),
    () => gate.release("fast"),
    () => gate.hold("busy"),
    () => gate.open(),
  ].map((act) => {
    act();
    return socket.isPaused;
  });
  assertEquals(seen, [true, true, true, true, true, false, true, false]);
});
