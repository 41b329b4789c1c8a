import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { DatabaseSync } from "node:sqlite";
import { type DatabasePlace, openInPlace } from "./database_place.ts";

const settings = (path: string) =>
  ({ path, synchronous: "normal", busyMs: 1_000, maxBytes: null }) as const;

/** Makes a database; gives its epoch. */
function make(path: string): unknown {
  const { db, place } = openInPlace(settings(path));
  const meta = db.prepare("select epoch from meta").get();
  db.close();
  place.close();
  return meta!.epoch;
}

/** Resolves when this process has a file open for reading and writing so many times. */
async function opened(path: string, times: number): Promise<void> {
  const target = await Deno.realPath(path);
  // Deno itself reads what is open only with all permissions there are.
  const script = `for fd in /proc/${Deno.pid}/fd/*; do
    [ "$(readlink "$fd")" = "$1" ] &&
      grep -q '^flags:.*2$' "/proc/${Deno.pid}/fdinfo/\${fd##*/}" && echo open
  done; true`;
  const args = ["-c", script, "sh", target];
  let isOpen = 0;
  while (isOpen < times) {
    const { stdout } = await new Deno.Command("sh", { args, stderr: "null" })
      .output();
    isOpen = new TextDecoder().decode(stdout).split("open").length - 1;
  }
}

const CHANGES: [string, boolean, (path: string) => void][] = [
  ["left alone", false, () => {}],
  ["given a second name", false, (path) => Deno.linkSync(path, `${path}.2`)],
  ["deleted", true, (path) => Deno.removeSync(path)],
  ["replaced", true, (path) => {
    Deno.copyFileSync(path, `${path}.new`);
    Deno.renameSync(`${path}.new`, path);
  }],
];

/** A database that is open in its place, for a while. */
async function withPlace(
  test: (path: string, place: DatabasePlace) => void | Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "rooms.db");
  const { db, place } = openInPlace(settings(path));
  await test(path, place);
  db.close();
  place.close();
  await Deno.remove(folder, { recursive: true });
}

/** Something is done to the file just after it was looked at; resolves when that was noticed. */
async function noticed(
  path: string,
  place: DatabasePlace,
  change: (path: string) => void,
): Promise<void> {
  assertEquals(place.isLost(), false);
  change(path);
  while (!place.isLost()) await new Promise((resolve) => setTimeout(resolve));
}

for (const [how, isLost, change] of CHANGES) {
  Deno.test(`[E24] a file that was ${how} is ${isLost ? "" : "not "}lost`, () =>
    withPlace((path, place) => {
      change(path);
      assertEquals([place.isLost(), place.isThere()], [isLost, !isLost]);
    }));
}

for (const [how, isLost, change] of CHANGES) {
  if (!isLost) continue;
  Deno.test(`[E24] who has just asked whether a file is lost hears a moment later that it was ${how}`, () =>
    withPlace((path, place) => noticed(path, place, change)));
}

for (const [how, isLost, change] of CHANGES) {
  if (!isLost) continue;
  Deno.test(`[E24] where the system watches no more files it is noticed all the same that one was ${how}`, async () => {
    const { watchFs } = Deno;
    Deno.watchFs = () => {
      throw new Error("Too many open files (os error 24)");
    };
    await withPlace((path, place) => {
      Deno.watchFs = watchFs;
      return noticed(path, place, change);
    });
  });
}

for (const mode of ["delete", "wal"]) {
  Deno.test(`[E24] who waits for the lock of a file that is being replaced opens the new one (journal: ${mode})`, async () => {
    const folder = await Deno.makeTempDir();
    const path = join(folder, "rooms.db"), part = `${path}.part`;
    make(path);
    const epoch = make(part);
    // As `restore` does it, step by step: it holds the file's lock,
    const old = new DatabaseSync(path);
    old.prepare(`pragma journal_mode = ${mode}`).get();
    if (mode === "wal") old.exec("pragma locking_mode = exclusive");
    old.prepare("begin exclusive").run();
    // a server has opened the file and waits,
    const url = new URL("../testing/open_in_place.ts", import.meta.url);
    const worker = new Worker(url, { type: "module" });
    const answer = new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
    });
    worker.postMessage(path);
    await opened(path, 2);
    // and the new file takes the old one's place.
    Deno.linkSync(path, `${path}.aside`);
    Deno.renameSync(part, path);
    old.exec("rollback");
    old.close();
    assertEquals(await answer, epoch);
    worker.terminate();
    await Deno.remove(folder, { recursive: true });
  });
}
