import { assertEquals } from "@std/assert";
import { Command } from "commander";
import { flagWithVariable, readArguments, variableOf } from "./command_line.ts";

const command = (env: Record<string, string> = {}) =>
  new Command("try").argument("[room]")
    .addOption(
      flagWithVariable(
        (name) => env[name],
        "--tx-per-second <number>",
        "how many",
        "60",
      ),
    );

Deno.test("[T5] a wrong flag is one line that points to --help", () => {
  for (const args of [["--nope"], ["--tx-per-second"], ["a", "b"]]) {
    const read = readArguments(command(), args);
    assertEquals(read.kind, "wrong", args.join(" "));
    const { message } = read as { message: string };
    assertEquals(message.split("\n").length, 1);
    assertEquals(message.endsWith("; see --help"), true);
  }
});

Deno.test("[T5] --help is told, not printed", () => {
  const read = readArguments(command(), ["--help"]);
  assertEquals(
    read.kind === "tell" && read.text.startsWith("Usage: try"),
    true,
  );
});

Deno.test("[T5] a flag comes before its variable, and that before what is usual", () => {
  const value = (args: string[], env: Record<string, string>) => {
    const read = readArguments(command(env), args);
    return read.kind === "run" ? read.command.opts().txPerSecond : read;
  };
  const variable = { INKROOM_TX_PER_SECOND: "7" };
  assertEquals(value(["--tx-per-second", "9"], variable), "9");
  assertEquals(value([], variable), "7");
  assertEquals(value([], { INKROOM_TX_PER_SECOND: "" }), "60");
  assertEquals(variableOf("db"), "INKROOM_DB");
});
