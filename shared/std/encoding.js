// @ts-self-types="./encoding.d.ts"
// File by file: nothing else of `encoding/mod.js` is used.
export * from "npm:deno-std@1.4.0/encoding/base64.js";
export * from "npm:deno-std@1.4.0/encoding/base64url.js";
export * from "npm:deno-std@1.4.0/encoding/hex.js";
