// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";

const HEX = /^(?:[0-9a-f]{2})*$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

/** Lower-case hex only. */
export function hexDecode(text: string): Uint8Array<ArrayBuffer> {
  if (!HEX.test(text)) throw new ProtocolError("malformed", "not lower-case hex");
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

function binaryString(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return text;
}

/** Standard base64 with padding (RFC 4648, section 4). */
export function base64(bytes: Uint8Array): string {
  return btoa(binaryString(bytes));
}

/** Standard base64 with padding; the one encoding of its bytes, so no stray bits at the end. */
export function base64Decode(text: string): Uint8Array<ArrayBuffer> {
  if (!BASE64.test(text)) throw new ProtocolError("malformed", "not base64");
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  // Only the last group can be written in more ways than one.
  const last = bytes.subarray(bytes.length - (bytes.length % 3));
  if (last.length > 0 && base64(last) !== text.slice(-4))
    throw new ProtocolError("malformed", "base64 with stray bits");
  return bytes;
}

/** base64url without padding (RFC 4648, section 5): how JSON of ours carries bytes. */
export function base64url(bytes: Uint8Array): string {
  return base64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export function base64urlDecode(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new ProtocolError("malformed", "not base64url");
  const standard = text.replaceAll("-", "+").replaceAll("_", "/");
  return base64Decode(standard.padEnd(Math.ceil(standard.length / 4) * 4, "="));
}
