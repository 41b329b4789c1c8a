/** Types for what inkroom uses of `@std/encoding`; the npm republication has none. */
export function encodeHex(src: string | Uint8Array | ArrayBuffer): string;
export function decodeHex(src: string): Uint8Array<ArrayBuffer>;
export function encodeBase64(src: string | Uint8Array | ArrayBuffer): string;
export function decodeBase64(src: string): Uint8Array<ArrayBuffer>;
export function encodeBase64Url(src: string | Uint8Array | ArrayBuffer): string;
export function decodeBase64Url(src: string): Uint8Array<ArrayBuffer>;
