/**
 * Tells React and Ink what they read once, when they are loaded: import this before either.
 *
 * React's development build is several times slower. Ink's colors are off where the process has no
 * color terminal of its own; the painter reduces them by viewer instead.
 *
 * Needs `--allow-env=NODE_ENV,FORCE_COLOR`, or to be started with both set.
 *
 * @module
 */

function need(name: string, value: string): void {
  if (Deno.env.get(name) !== value) Deno.env.set(name, value);
}

need("NODE_ENV", "production");
need("FORCE_COLOR", "3");
