/** Bytes turned into a string at a time: a multiple of 3, so that parts can be joined, and few enough for an argument list. */
const PART = 3 * 8192;

/** Bytes as base64, in any JavaScript (`Buffer` is Node's own, and `Uint8Array.prototype.toBase64` is too new). */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PART) {
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + PART)));
  }
  return text;
}
