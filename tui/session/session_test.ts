import { httpPast } from "../../shared/client/past/http_past.ts";
import { assertEquals, assertMatch } from "@std/assert";
import { FakeClock } from "../../shared/client/testing/fake_clock.ts";
import { RoomClient } from "../../shared/client/room_client.ts";
import { MemoryOutboxStore } from "../../shared/client/outbox/outbox_store.ts";
import type { SocketHandlers } from "../../shared/client/connection/socket.ts";
import { DEFAULT_LIMITS } from "../../shared/schema/limits.ts";
import { NO_ROOMS } from "../testing/hands.ts";
import { memoryFiles } from "../testing/memory_files.ts";
import { Session } from "./session.ts";
import { keymap } from "../state/input/keymap.ts";

/** A session whose server is played by the test. */
function withServer(outbox = new MemoryOutboxStore()) {
  const clock = new FakeClock();
  const heard: { type: string }[] = [];
  let handlers: SocketHandlers | null = null;
  const client = new RoomClient({
    server: "ws://played.invalid",
    roomId: "lobby",
    name: "ana",
    clock,
    random: () => 0.5,
    outbox,
    connect: (_url, given) => {
      handlers = given;
      return {
        send: (text) => heard.push(JSON.parse(text)),
        close() {},
        terminate() {},
      };
    },
  });
  let epoch = "e";
  const session = new Session({
    client,
    past: httpPast({ server: "ws://played.invalid", roomId: "lobby", client }),
    openRoom: () => client,
    rooms: NO_ROOMS,
    files: memoryFiles(),
    onJoin: () => {},
    room: "lobby",
    server: "ws://played.invalid",
    columns: 40,
    rows: 14,
    keys: keymap(),
    charset: "unicode",
    now: () => clock.now(),
    random: () => 0.5,
    after: (ms, task) => clock.after(ms, task),
    onChange() {},
    onRepaint() {},
    onCopy() {},
    onSuspend() {},
    onQuit() {},
  });
  const say = (...messages: Record<string, unknown>[]) => {
    for (const message of messages) {
      handlers!.message(JSON.stringify({ roomId: "lobby", ...message }));
    }
  };
  return {
    client,
    session,
    say,
    /** The line is cut. */
    lose() {
      handlers!.close(1006, "");
    },
    heard: (type: string) => heard.filter((message) => message.type === type),
    /** From now on the log is another one. */
    restoreBackup() {
      epoch += "'";
    },
    /** Lets ana in, and tells her of what was said before. */
    async join(...before: Record<string, unknown>[]) {
      // Longer than the first pause before a line that was cut is tried again.
      clock.advance(300);
      handlers!.open();
      await settle();
      say({
        type: "welcome",
        protocol: 1,
        userId: "u_ana",
        server: "test",
        limits: DEFAULT_LIMITS,
      });
      await settle();
      say({
        type: "joined",
        epoch,
        head: 0,
        lastCseq: 0,
        mode: "snapshot",
        role: "editor",
        memberId: "m_ana",
        members: [
          { memberId: "m_ana", userId: "u_ana", name: "ana", color: "default" },
        ],
      }, ...before);
      await settle();
      say({ type: "snapshot", seq: 0, page: 0, last: true, shapes: [] });
      await settle();
    },
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

const line = (id: number, text: string) => ({
  type: "said",
  id,
  userId: "u_ben",
  name: "ben",
  text,
  at: 0,
});

const told = (session: Session) =>
  session.model.notices.map(({ text }) => text);

Deno.test("[T12] the session knows when it is in the room, and who is there", async () => {
  const { session, join, say } = withServer();
  assertEquals(session.model.status.state, "connecting");
  await join();
  assertEquals(session.model.status.state, "synced");
  assertEquals(session.model.memberId, "m_ana");
  say({
    type: "members",
    joined: [{ memberId: "m_b", userId: "u_b", name: "ben", color: "red" }],
    left: [],
  });
  assertEquals(session.model.members.map(({ name }) => name), ["ana", "ben"]);
});

Deno.test("[P10] what is said now is shown, what was said before is not", async () => {
  const { session, join, say } = withServer();
  await join(line(1, "long ago"));
  assertEquals(told(session), []);
  say(line(2, "hello"));
  assertEquals(told(session), ["ben: hello"]);
});

Deno.test("[T14] what was said before stands in the chat, by whom and when", async () => {
  const { session, join } = withServer();
  await join(line(1, "long ago"));
  const [said] = session.model.chat.lines;
  assertEquals([said!.userId, said!.text], ["u_ben", "long ago"]);
  assertMatch(said!.clock, /\d\d:\d\d$/);
  assertEquals(session.model.people.get("u_ben")?.name, "ben");
});

Deno.test("[E24, T14] after a restored backup the chat is what the server has of it, once, and no news", async () => {
  const { session, join, say, lose, restoreBackup } = withServer();
  await join(line(1, "long ago"));
  say(line(2, "lost by the backup"));
  lose();
  restoreBackup();
  await join(line(1, "long ago"));
  const { lines, unread } = session.model.chat;
  assertEquals([lines.map(({ text }) => text), unread], [["long ago"], 0]);
  say(line(2, "and on"));
  assertEquals(session.model.chat.unread, 1);
});

/** Ana writes a line in the chat. */
function write(session: Session, text: string): void {
  const keys = ["i", ...text, "enter", "escape"];
  for (const key of keys) {
    session.dispatch({ type: "key", key, text: key.length === 1 ? key : null });
  }
}

Deno.test("[T14, P10] a line is sent once, and is no longer unsent when it is heard back", async () => {
  const { client, session, join, say, heard } = withServer();
  await join();
  write(session, "hi");
  assertEquals(heard("say").length, 1);
  assertEquals(session.model.chat.unsent.length, 1);
  // Who leaves the room waits for that.
  let isIdle = false;
  void client.idle().then(() => isIdle = true);
  await settle();
  assertEquals(isIdle, false);
  const [{ ref }] = heard("say") as unknown as [{ ref: string }];
  say({ ...line(1, "hi"), userId: "u_ana", name: "ana", ref });
  await settle();
  assertEquals(isIdle, true);
  const { lines, unsent, unread } = session.model.chat;
  assertEquals([lines.length, unsent, unread], [1, [], 0]);
});

Deno.test("[T14] a line that the server refuses is written again, and why is told", async () => {
  const { session, join, say, heard } = withServer();
  await join();
  write(session, "hi");
  const [{ ref }] = heard("say") as unknown as [{ ref: string }];
  say({ type: "error", code: "limit", message: "too many lines", ref });
  await settle();
  assertEquals(session.model.chat.unsent, []);
  assertEquals(session.model.chat.field.text, "hi");
  assertEquals(told(session), [
    "Cannot say that: too many lines. It is still written.",
  ]);
});

Deno.test("[T14, T41] what is said offline is kept, and sent on return; what others said meanwhile is news", async () => {
  const { session, join, lose, heard } = withServer();
  await join();
  lose();
  write(session, "hi");
  assertEquals(heard("say").length, 0);
  assertEquals(session.model.chat.unsent.length, 1);
  assertEquals(session.model.status.attempt, 1);
  await join(line(1, "where are you?"));
  assertEquals(heard("say").length, 1);
  assertEquals(session.model.chat.unread, 1);
  assertEquals(session.model.status.attempt, undefined);
});

Deno.test("[P5] why the server refused is told, and the drawing is as it was", async () => {
  const { session, join, say, heard } = withServer();
  await join();
  for (const key of ["l", "space", "space"]) {
    session.dispatch({ type: "key", key, text: key === "l" ? "l" : " " });
  }
  await settle();
  assertEquals(heard("tx").length, 1);
  assertEquals(session.model.document.shapes.size, 1);
  say({ type: "nack", cseq: 1, code: "limit", message: "The room is full." });
  await settle();
  assertEquals(told(session), ["The room is full."]);
  assertEquals(session.model.document.shapes.size, 0);
  assertEquals(session.model.selection, []);
});

Deno.test("[P6] what others draw is on the canvas", async () => {
  const { session, join, say } = withServer();
  await join();
  const shape = {
    id: "s",
    type: "rectangle",
    x: 0,
    y: 0,
    width: 32,
    height: 48,
    text: "",
    stroke: "light",
    color: "default",
    fill: "none",
    cross: "join",
    groupId: null,
    locked: false,
    z: "a0",
    version: 1,
    seq: 1,
    createdBy: "u_ben",
    updatedBy: "u_ben",
    createdAt: 0,
    updatedAt: 0,
  };
  say({
    type: "events",
    events: [{
      seq: 1,
      userId: "u_ben",
      at: 0,
      ops: [{ op: "create", shape }],
    }],
  });
  await settle();
  const { grid } = session.render();
  assertEquals(
    [0, 1, 2].map((row) => grid.rowText(row).trimEnd()),
    ["┌──┐", "│  │", "└──┘"],
  );
});

Deno.test("[P7] presence is told when it changes, and not again when it doesn't", async () => {
  const { session, join, heard } = withServer();
  await join();
  session.tellPresence();
  session.tellPresence();
  await settle();
  const before = heard("presence").length;
  session.tellPresence();
  await settle();
  assertEquals(heard("presence").length, before);
});

Deno.test("[T14] what waited in the outbox stands in the chat as unsent until the server has it", async () => {
  const outbox = new MemoryOutboxStore();
  outbox.write([{ kind: "say", line: { nonce: "n1", text: "see you" } }]);
  const { session, join, say } = withServer(outbox);
  const unsent = () => session.model.chat.unsent.map(({ text }) => text);
  assertEquals(unsent(), ["see you"]);
  await join();
  assertEquals(unsent(), ["see you"]);
  say({ ...line(1, "see you"), userId: "u_ana", name: "ana", ref: "n1" });
  await settle();
  assertEquals(unsent(), []);
  assertEquals(session.model.chat.lines.map(({ text }) => text), ["see you"]);
});
