/**
 * Lints the documentation of the public API: every exported symbol of `shared` says what it is.
 *
 * `deno doc --lint` also wants every schema's type written out, and no public type to refer to one
 * that its module does not export. With zod a type is inferred from its validation, so that the
 * two are one thing: those complaints are left out. A field whose name says it all, such as a
 * point's `x`, needs no sentence, and a constructor's stands with its class: of undocumented symbols only exports
 * and methods count.
 *
 * @module
 */

import { fromFileUrl, join } from "@std/path";

const COUNTED = /^error\[(missing-return-type|missing-jsdoc)\]/;
const FIELD = /^\d+ \|\s+((readonly )?\w+\??: |constructor\()/m;

const root = fromFileUrl(new URL("..", import.meta.url));
// deno-lint-ignore no-control-regex
const COLOR = /\x1b\[[0-9;]*m/g;

async function* modules(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) {
      if (name !== "std" && name !== "testing") {
        yield* modules(join(folder, name));
      }
    } else if (name.endsWith(".ts") && !/_test\.ts$|\.d\.ts$/.test(name)) {
      yield join(folder, name);
    }
  }
}

const files = await Array.fromAsync(modules(join(root, "shared")));
const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
  args: ["doc", "--lint", ...files.sort()],
  cwd: root,
}).output();
const report = new TextDecoder().decode(stderr) +
  new TextDecoder().decode(stdout);
const findings = report.replace(COLOR, "").split(/^(?=error\[)/m)
  .filter((part) => COUNTED.test(part) && !FIELD.test(part));
for (const finding of findings) {
  await Deno.stderr.write(new TextEncoder().encode(`${finding.trim()}\n\n`));
}
const summary =
  `${files.length} modules of shared: ${findings.length} undocumented\n`;
await Deno.stdout.write(new TextEncoder().encode(summary));
Deno.exit(findings.length === 0 ? 0 : 1);
