import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { drawingFiles } from "./drawing_files.ts";

/** Files in a home of the test's own. */
async function withHome(
  test: (home: string) => Promise<void>,
): Promise<void> {
  const home = await Deno.makeTempDir();
  try {
    await test(home);
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

const inHome = (home: string, more: Record<string, string> = {}) =>
  drawingFiles((name) => ({ HOME: home, ...more })[name]);

Deno.test("[T23] drawings are in ~/inkroom-drawings, which is made by the first one", async () => {
  await withHome(async (home) => {
    const files = inHome(home);
    assertEquals(files.folder, "~/inkroom-drawings");
    assertEquals([await files.list(), await files.has("a.txt")], [[], false]);
    await files.write("a.txt", ["one ", "two"], false);
    await files.write(".hidden", [""], false);
    assertEquals([await files.list(), await files.has("a.txt")], [
      ["a.txt"],
      true,
    ]);
    assertEquals(await files.read("a.txt"), "one two");
    const path = join(home, "inkroom-drawings", "a.txt");
    assertEquals(await Deno.readTextFile(path), "one two");
  });
});

Deno.test("[T23] INKROOM_FILES names another folder; half a path is refused", async () => {
  await withHome(async (home) => {
    const wanted = join(home, "deep", "drawings");
    const files = inHome("/nowhere", { INKROOM_FILES: wanted });
    await files.write("a.txt", ["x"], false);
    assertEquals([files.folder, await files.list()], [wanted, ["a.txt"]]);
    const half = inHome(home, { INKROOM_FILES: "drawings" });
    await assertRejects(
      () => half.write("a.txt", ["x"], false),
      Error,
      "INKROOM_FILES must be a whole path",
    );
    await assertRejects(
      () => drawingFiles(() => undefined).has("a.txt"),
      Error,
      "There is no folder for drawings: set INKROOM_FILES",
    );
  });
});

Deno.test("[T23] a file that came meanwhile stays; one that fails leaves nothing behind", async () => {
  await withHome(async (home) => {
    const files = inHome(home);
    const folder = join(home, "inkroom-drawings");
    await files.write("a.txt", ["first"], false);
    await assertRejects(
      () => files.write("a.txt", ["second"], false),
      Error,
      "Cannot write ~/inkroom-drawings/a.txt: a file of that name came meanwhile",
    );
    const failing = function* () {
      yield "half";
      throw new Error("the drawing broke");
    };
    await assertRejects(
      () => files.write("a.txt", failing(), true),
      Error,
      "the drawing broke",
    );
    assertEquals(await files.read("a.txt"), "first");
    await files.write("a.txt", ["second"], true);
    assertEquals(await files.read("a.txt"), "second");
    const names = await Array.fromAsync(Deno.readDir(folder));
    assertEquals(names.map(({ name }) => name), ["a.txt"]);
  });
});

Deno.test("[T23] what can't be read or written is told in one plain line", async () => {
  await withHome(async (home) => {
    const files = inHome(home);
    await Deno.mkdir(join(home, "inkroom-drawings", "sub"), {
      recursive: true,
    });
    assertEquals(await files.list(), []);
    await assertRejects(
      () => files.read("gone.svg"),
      Error,
      "Cannot read ~/inkroom-drawings/gone.svg: there is no such file",
    );
    await assertRejects(
      () => files.read("sub"),
      Error,
      "Cannot read ~/inkroom-drawings/sub: is a directory",
    );
    await Deno.writeTextFile(join(home, "file"), "");
    const wrong = inHome(home, { INKROOM_FILES: join(home, "file") });
    await assertRejects(
      () => wrong.write("a.txt", ["x"], false),
      Error,
      "Cannot",
    );
  });
});
