import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { configFolder } from "./asked_keys.ts";
import { chosenKeymap } from "./keymap_file.ts";

/** A folder of configuration with these files. */
async function folder(files: Record<string, string>) {
  const path = await Deno.makeTempDir();
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(join(path, name), text);
  }
  return {
    path,
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

const FIND = '{"keys": {"find": ["ctrl+f"]}}';

Deno.test("[T20] keys.json is used when it is there and nothing else was asked for", async () => {
  await using here = await folder({ "keys.json": FIND });
  const keysOf = async (asked: string | null) =>
    (await chosenKeymap(asked, here.path)).keysOf.get("find");
  assertEquals(await keysOf(null), ["ctrl+f"]);
  assertEquals(await keysOf("usual"), ["/"]);
  assertEquals(
    (await chosenKeymap(null, join(here.path, "no"))).keysOf.get("find"),
    ["/"],
  );
  assertEquals((await chosenKeymap(null, null)).keysOf.get("find"), ["/"]);
});

Deno.test("[T20] another file of the folder, by its name or its whole path", async () => {
  await using here = await folder({ "mine.json": FIND });
  for (const asked of ["mine.json", join(here.path, "mine.json")]) {
    const { keysOf } = await chosenKeymap(asked, here.path);
    assertEquals(keysOf.get("find"), ["ctrl+f"]);
  }
});

Deno.test("[T5] keys that can't be read are one line that says what to do", async () => {
  await using here = await folder({
    "twice.json": '{"keys": {"find": ["r"]}}',
    "broken.json": "{",
  });
  for (
    const [asked, message] of [
      [
        "/etc/keys.json",
        `are read from ${here.path} alone; put it there, and say --keys keys.json`,
      ],
      ["../keys.json", "put it there"],
      ["none.json", "there is no such file"],
      [
        "twice.json",
        'r would be "tool-rectangle" and "find"; give one of them other keys',
      ],
      [
        "broken.json",
        `Cannot use the keys in ${
          join(here.path, "broken.json")
        }: it is not JSON`,
      ],
    ] as const
  ) {
    const error = await assertRejects(
      () => chosenKeymap(asked, here.path),
      Error,
      message,
    );
    assertEquals(error.message.includes("\n"), false);
  }
  await assertRejects(
    () => chosenKeymap("a.json", null),
    Error,
    "set XDG_CONFIG_HOME",
  );
});

Deno.test("[T20] the folder is that of the user's configuration", () => {
  const at = (env: Record<string, string>) => configFolder((name) => env[name]);
  assertEquals(at({ XDG_CONFIG_HOME: "/c", HOME: "/h" }), "/c/inkroom");
  assertEquals(at({ HOME: "/h" }), "/h/.config/inkroom");
  assertEquals(at({}), null);
});
