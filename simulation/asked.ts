/**
 * How the programs of the simulation are asked for something, and how they tell (T5).
 *
 * @module
 */

const encoder = new TextEncoder();

/** What the arguments say. */
export type Asked<T> =
  | { readonly kind: "run"; readonly value: T }
  /** `--help` was asked for: this is its text. */
  | { readonly kind: "tell"; readonly text: string }
  /** They can't be followed; one line that says why. */
  | { readonly kind: "wrong"; readonly message: string };

/** What is to be run; help is told, and a mistake, after which the process ends (code 0, or 2). */
export function endUnlessRun<T>(asked: Asked<T>): T {
  switch (asked.kind) {
    case "run":
      return asked.value;
    case "tell":
      print(asked.text.trimEnd());
      return Deno.exit(0);
    case "wrong":
      Deno.stderr.writeSync(encoder.encode(`inkroom: ${asked.message}\n`));
      return Deno.exit(2);
  }
}

/** Writes a line to stdout. */
export function print(text: string): void {
  Deno.stdout.writeSync(encoder.encode(`${text}\n`));
}
