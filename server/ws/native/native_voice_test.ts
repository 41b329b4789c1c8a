import { assertEquals } from "@std/assert";
import { EMPTY_DOCUMENT } from "../../../shared/document/document.ts";
import { NativeVoice } from "./native_voice.ts";

Deno.test("[P4] a delta tells the number that was answered when it was begun, however late it is sent", () => {
  let lastCseq = 3;
  const voice = new NativeVoice({
    roomId: "lobby",
    memberId: "m_ana",
    first: () => [],
    asked: [],
    lastCseq: () => lastCseq,
    placed: () => [],
  });
  const frames = voice.delta(EMPTY_DOCUMENT, 0);
  lastCseq = 4;
  const [frame] = [...frames];
  const text = new TextDecoder().decode(frame as Uint8Array);
  assertEquals(JSON.parse(text).lastCseq, 3);
});
