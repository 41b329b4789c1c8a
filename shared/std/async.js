// @ts-self-types="./async.d.ts"
// File by file: the npm package's `async/mod.js` imports a path it does not ship.
export * from "npm:deno-std@1.4.0/async/delay.js";
export * from "npm:deno-std@1.4.0/async/deadline.js";
export * from "npm:deno-std@1.4.0/async/retry.js";
