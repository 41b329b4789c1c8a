import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import type { Op } from "../../../shared/schema/op.ts";
import { Hands } from "../../testing/hands.ts";
import { chromeFrame } from "../../testing/chrome_frame.tsx";
import { PastRoom } from "../../testing/past_room.ts";
import { messageOf } from "../../view/message_line.ts";
import { nameProblem } from "./file_name.ts";

const screen = () => new Hands({ columns: 80, rows: 24 });

/** Two labelled boxes and the arrow between them, nothing selected. */
function pair(): Hands {
  const hands = screen()
    .do("right*2", "down", "r", "space", "space", "type:web", "enter")
    .do("a", "right", "enter", "type:db", "enter", "escape", "escape");
  hands.clock.advance(10_000);
  return hands;
}

const PAIR = [
  "╭──────────╮        ╭──────────╮",
  "│   web    ├───────►│    db    │",
  "╰──────────╯        ╰──────────╯",
  "",
].join("\n");

/** Types a command into the palette, and waits for what comes of it. */
async function command(hands: Hands, typed: string): Promise<Hands> {
  hands.do(":");
  await hands.rest();
  hands.do(`type:${typed}`, "enter");
  return await settle(hands);
}

async function settle(hands: Hands): Promise<Hands> {
  for (let turn = 0; turn < 20; turn++) {
    hands.clock.advance(1);
    await hands.rest();
  }
  return hands;
}

const told = (hands: Hands) => messageOf(hands.model)?.text;

Deno.test("[T23, R50] export writes the room in the format of the name's ending, and says where", async () => {
  const hands = await command(pair(), "export plan.txt");
  assertEquals(hands.files.content.get("plan.txt"), PAIR);
  assertEquals(told(hands), "Written: ~/drawings/plan.txt, 3 shapes.");
  assertEquals(hands.model.work, null);
});

Deno.test("[T23] of what is selected, only that is written", async () => {
  const hands = await command(pair().do("click@3,2"), "export part.txt");
  assertEquals(
    hands.files.content.get("part.txt"),
    "╭──────────╮\n│   web    │\n╰──────────╯\n",
  );
});

Deno.test("[T23] the palette offers a name for each format, and completes the ending", () => {
  const names = (typed: string) =>
    chromeFrame(pair().do(":", `type:${typed}`).model)
      .map((line) => /^ export (\S+\.\S+) /.exec(line)?.[1])
      .filter((name) => name !== undefined);
  assertEquals(
    names("export "),
    ["txt", "ans", "svg", "json", "cast"].map((ending) => `lobby.${ending}`),
  );
  assertEquals(names("export plan.s"), ["plan.svg"]);
  assertEquals(names("export v1.p")[0], "v1.p.txt");
});

Deno.test("[T23] a file that is there is replaced only after Enter to the question", async () => {
  const hands = pair();
  hands.files.content.set("plan.txt", "mine");
  await command(hands, "export plan.txt");
  assertStringIncludes(
    chromeFrame(hands.model).join("\n"),
    "plan.txt is there already",
  );
  await settle(hands.do("type:xqd", "escape"));
  assertEquals(hands.files.content.get("plan.txt"), "mine");
  assertEquals(told(hands), "plan.txt is as it was.");
  await command(hands, "export plan.txt");
  await settle(hands.do("enter"));
  assertEquals(hands.files.content.get("plan.txt"), PAIR);
  assertEquals(hands.shapes.length, 3);
});

for (
  const [word, reason] of [
    ["../plan.svg", "a name has no / in it, files are in one folder"],
    ["a\\b.svg", "a name has no \\ in it, files are in one folder"],
    [".svg", "a name must not begin with a dot"],
    ["plan.png", "it must end with .txt, .ans, .svg, .json, .cast"],
  ] as const
) {
  Deno.test(`[T23] export ${word} is refused, and told why`, async () => {
    const hands = pair();
    hands.hear({ type: "act", action: "export", word });
    await settle(hands);
    assertEquals(told(hands), `Cannot export ${word}: ${reason}.`);
    assertEquals([hands.files.content.size, hands.model.work], [0, null]);
  });
}

Deno.test("[T23] names that are no names", () => {
  for (const name of ["", "..", "a/b", "a\nb", "a\u202eb", "x".repeat(201)]) {
    assert(nameProblem(name) !== null, JSON.stringify(name));
  }
  for (const name of ["plan.svg", "mein plan.txt", "注文.json", "a..b"]) {
    assertEquals(nameProblem(name), null, name);
  }
});

Deno.test("[T23] an empty room has nothing to export, a disk may be full: one line tells", async () => {
  assertEquals(
    told(await command(screen(), "export plan.svg")),
    "Cannot export plan.svg: nothing is drawn here.",
  );
  const hands = pair();
  hands.files.broken = "Cannot write ~/drawings/plan.svg: no space left";
  await command(hands, "export plan.svg");
  assertEquals(told(hands), "Cannot write ~/drawings/plan.svg: no space left.");
});

for (const ending of ["svg", "json"]) {
  Deno.test(`[T23, R51] import draws a .${ending} at the cursor, as one undo`, async () => {
    const hands = await command(pair(), `export plan.${ending}`);
    const { length } = hands.shapes;
    hands.do("click@10,10", "escape");
    await command(hands, `import plan.${ending}`);
    assertEquals(told(hands), `From plan.${ending}: 3 shapes.`);
    assertEquals(hands.model.selection.length, 3);
    const made = hands.shapes.slice(length);
    assertEquals(made.map(({ x, y }) => [x, y])[0], [80, 160]);
    const arrow = made.find(({ type }) => type === "arrow");
    assert(arrow?.type === "arrow");
    assert(made.some(({ id }) => id === arrow.start?.id));
    await hands.do("u").rest();
    assertEquals(hands.shapes.length, length);
    await hands.do("U").rest();
  });
}

const ASCII = "+-----+     +----+\n| one |---->| 2  |\n+-----+     +----+\n";

Deno.test("[T23, R51] a text comes as text, import-boxes makes boxes of it", async () => {
  const kinds = async (action: string) => {
    const hands = screen();
    hands.files.content.set("plan.txt", ASCII);
    await command(hands, `${action} plan.txt`);
    return hands.shapes.map(({ type }) => type).sort();
  };
  assertEquals(await kinds("import"), ["text"]);
  assertEquals(await kinds("import-boxes"), [
    "arrow",
    "rectangle",
    "rectangle",
  ]);
});

Deno.test("[T23, R51] what was left out is told", async () => {
  const hands = screen();
  const elements = [
    { type: "rectangle", id: "a", x: 0, y: 0, width: 80, height: 48 },
    { type: "image", id: "b", x: 0, y: 0 },
  ];
  const text = JSON.stringify({ type: "excalidraw", elements });
  hands.files.content.set("board.excalidraw", text);
  await command(hands, "import board.excalidraw");
  assertEquals(
    told(hands),
    "From board.excalidraw: 1 shape; elements without a shape here that were left out: image 1.",
  );
});

Deno.test("[T23] what is no drawing, or not there, draws nothing and is told", async () => {
  const hands = screen();
  hands.files.content.set("bad.json", '{"shapes":[{"id":"a","type":"blob"}]}');
  await command(hands, "import bad.json");
  assertStringIncludes(told(hands)!, "Cannot read this JSON: shapes.0.type");
  hands.do("escape");
  hands.hear({ type: "act", action: "import", word: "gone.svg" });
  await settle(hands);
  assertEquals(told(hands), "Cannot read gone.svg: there is no such file.");
  assertEquals(hands.shapes.length, 0);
});

Deno.test("[T23] the palette lists the files that can be imported", async () => {
  const hands = screen();
  for (const name of ["plan.svg", "notes.txt", "film.cast"]) {
    hands.files.content.set(name, "");
  }
  hands.do(":");
  await hands.rest();
  hands.do("type:import ");
  const frame = chromeFrame(hands.model).join("\n");
  assertStringIncludes(frame, "import notes.txt");
  assertStringIncludes(frame, "import plan.svg");
  assert(!frame.includes("film.cast"));
});

/** A room in which a drawing is being imported whose end is far away. */
async function importing(): Promise<Hands> {
  const hands = screen();
  const shapes = Array.from({ length: 3_000 }, (_, at) => ({
    id: `s${at}`,
    type: "circle",
    x: 800 + at * 96,
    y: 800,
    radius: 40,
  }));
  hands.files.content.set("big.json", JSON.stringify({ shapes }));
  // Every look at the clock takes a while: each step is a slice of its own.
  const now = hands.clock.now.bind(hands.clock);
  let looks = 0;
  hands.clock.now = () => now() + 30 * ++looks;
  hands.do(":", "type:import big.json", "enter");
  while (hands.shapes.length === 0) await turn(hands);
  for (let n = 0; n < 3; n++) await turn(hands);
  return hands;
}

async function turn(hands: Hands): Promise<void> {
  hands.clock.advance(1);
  await hands.rest();
}

Deno.test("[T23] long work tells how far it is, and lets one draw meanwhile", async () => {
  const hands = await importing();
  assertMatch(
    told(hands)!,
    /^Importing big.json: drawing, \d+ %. Esc stops it.$/,
  );
  assert(hands.shapes.length < 3_000);
  hands.do("o", "space", "space");
  const own = hands.shapes.at(-1)!.id;
  while (hands.model.work !== null) await turn(hands);
  assertEquals(hands.shapes.length, 3_001);
  assert(hands.shapes.some(({ id }) => id === own));
});

Deno.test("[T23] Esc stops long work; what is drawn by then is taken back by one undo", async () => {
  const hands = await importing();
  hands.do("escape");
  assertEquals(
    told(hands),
    "Stopped: a part of big.json is drawn, u takes it back.",
  );
  await turn(hands);
  const { length } = hands.shapes;
  assert(length > 256 && length < 3_000);
  for (let n = 0; n < 30; n++) await turn(hands);
  assertEquals(hands.shapes.length, length);
  await settle(hands.do("u"));
  assertEquals(hands.shapes.length, 0);
});

Deno.test("[T23] work is one at a time, and does not end by leaving the room unasked", async () => {
  const hands = await importing();
  hands.hear({ type: "act", action: "export", word: "other.json" });
  assertEquals(
    told(hands),
    "Cannot export now: big.json is not done yet. Esc stops it.",
  );
  hands.hear({ type: "act", action: "join", word: "elsewhere" });
  assertStringIncludes(told(hands)!, "Cannot leave now: big.json");
  assertEquals(hands.asked, []);
  hands.do("q");
  assertEquals(hands.asked, []);
  hands.do("q");
  assertEquals(hands.asked, ["quit"]);
});

const box = (id: string, x: number): Op => ({
  op: "create",
  shape: { id, type: "rectangle", x, y: 16, width: 40, height: 48 },
});

Deno.test("[T23, T15] in the past the drawing of that moment is written, and nothing is imported", async () => {
  const room = await PastRoom.after([box("a", 8)], [box("b", 80)]);
  const { hands } = room;
  await room.do("T", "left", ":", "type:export then.json", "enter");
  await room.wait(100);
  const { shapes } = JSON.parse(hands.files.content.get("then.json")!);
  assertEquals(shapes.map(({ id }: { id: string }) => id), ["a"]);
  await room.do(":", "type:import then.json", "enter");
  await room.wait(100);
  assertStringIncludes(told(hands)!, "This is the past");
});

Deno.test("[T23, R50] .cast is the room's history, up to the moment that is shown", async () => {
  const room = await PastRoom.after([box("a", 8)], [box("b", 80)]);
  const { content } = room.hands.files;
  await room.do(":", "type:export all.cast", "enter");
  await room.wait(100);
  assertEquals(content.get("all.cast")!.match(/┌|╭/g)?.length, 2);
  assertStringIncludes(told(room.hands)!, "all.cast, the room's history.");
  await room.do("T", "left", ":", "type:export then.cast", "enter");
  await room.wait(100);
  assertEquals(content.get("then.cast")!.match(/┌|╭/g)?.length, 1);
});
