// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { concat, Reader, uint16, uint32, uint8, utf8, utf8Decode } from "../wire/index.ts";

// Known-Length Request {                         Known-Length Response {
//   Framing Indicator (i) = 0,                     Framing Indicator (i) = 1,
//   Method, Scheme, Authority, Path (each          Final Response Control Data (i) = 200..599,
//     with its length in front),                   Known-Length Field Section (..),
//   Known-Length Field Section (..),               Known-Length Content (..),
//   Known-Length Content (..),                     Known-Length Field Section (i) = 0,
//   Known-Length Field Section (i) = 0,            Padding (..),
//   Padding (..),                                }
// }                                                                                    RFC 9292, section 3
// Ours and not a library's: docs/decisions/0023-nobody-sees-who.md.

export interface ObliviousRequest {
  readonly method: "GET" | "POST" | "PUT";
  readonly path: string;
  /** A token. */
  readonly authorization: string | null;
  readonly contentType: string | null;
  readonly content: Uint8Array;
}

export interface ObliviousResponse {
  /** 200 to 599. */
  readonly status: number;
  readonly contentType: string | null;
  readonly content: Uint8Array;
}

const METHODS = ["GET", "POST", "PUT"] as const;
/** No path of ours, and no field, is longer. */
const LONGEST = { path: 200, authorization: 1_000, contentType: 100 } as const;
const SCHEME = "https";

const malformed = (why: string): ProtocolError => new ProtocolError("malformed", why);

/** RFC 9000, section 16, in the shortest form. */
function encodeInteger(value: number): Uint8Array {
  if (value < 2 ** 6) return uint8(value);
  return value < 2 ** 14 ? uint16(0x4000 + value) : uint32(0x8000_0000 + value);
}

/** No length of ours takes eight bytes. */
function readInteger(reader: Reader): number {
  const first = reader.uint(1);
  const [width, least] = [1 << (first >> 6), [0, 2 ** 6, 2 ** 14][first >> 6]];
  if (least === undefined) throw malformed("a length of eight bytes");
  let value = first & 0x3f;
  for (let i = 1; i < width; i++) value = value * 256 + reader.uint(1);
  if (value < least) throw malformed("a length that is not in its shortest form");
  return value;
}

const withLength = (bytes: Uint8Array): Uint8Array => concat(encodeInteger(bytes.length), bytes);

const readBytes = (reader: Reader): Uint8Array => reader.take(readInteger(reader));

/** Visible ASCII and spaces: whatever else could stand in a field has no meaning in one of ours. */
function readText(reader: Reader, longest: number): string {
  const text = utf8Decode(readBytes(reader));
  if (text.length === 0 || text.length > longest || !/^[\x20-\x7e]+$/.test(text)) throw malformed("not a text of ours");
  return text;
}

type Fields = readonly (readonly [name: string, value: string | null])[];

function encodeFields(fields: Fields): Uint8Array {
  const lines = fields.flatMap(([name, value]) =>
    value === null ? [] : [withLength(utf8(name)), withLength(utf8(value))],
  );
  return withLength(concat(...lines));
}

/** @param longest by name, in the order in which they may stand */
function readFields(reader: Reader, longest: Readonly<Record<string, number>>): Map<string, string> {
  const section = new Reader(readBytes(reader));
  const names = Object.keys(longest);
  const fields = new Map<string, string>();
  while (section.remaining > 0) {
    const name = readText(section, 40);
    const place = names.indexOf(name);
    if (place < 0) throw malformed("a field that is none of ours, out of order, or twice");
    names.splice(0, place + 1);
    fields.set(name, readText(section, longest[name] ?? 0));
  }
  return fields;
}

function readEnd(reader: Reader): void {
  if (readInteger(reader) !== 0) throw malformed("trailers");
  reader.zeros();
}

/** @param size of the padded message, in bytes */
function padded(size: number, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(size);
  let at = 0;
  for (const part of [...parts, encodeInteger(0)]) {
    if (at + part.length > size) throw new ProtocolError("too_long", "more than its class has room for");
    message.set(part, at);
    at += part.length;
  }
  return message;
}

/** @param origin ORIGIN, the authority @throws ProtocolError `too_long` */
export function encodeRequest(request: ObliviousRequest, origin: string, size: number): Uint8Array<ArrayBuffer> {
  const { method, path, authorization, contentType, content } = request;
  return padded(
    size,
    encodeInteger(0),
    ...[method, SCHEME, origin, path].map((text) => withLength(utf8(text))),
    encodeFields([
      ["authorization", authorization],
      ["content-type", contentType],
    ]),
    encodeInteger(content.length),
    content,
  );
}

/** @throws ProtocolError `malformed` for anything that `encodeRequest` does not make */
export function decodeRequest(message: Uint8Array, origin: string): ObliviousRequest {
  const reader = new Reader(message);
  if (readInteger(reader) !== 0) throw malformed("not a request of known length");
  const [method, scheme, authority] = [readText(reader, 4), readText(reader, 5), readText(reader, 253)];
  const known = METHODS.find((each) => each === method);
  if (known === undefined || scheme !== SCHEME || authority !== origin) throw malformed("not a request to this board");
  const path = readText(reader, LONGEST.path);
  const { authorization, contentType } = LONGEST;
  const fields = readFields(reader, { authorization, "content-type": contentType });
  const content = readBytes(reader);
  readEnd(reader);
  return {
    method: known,
    path,
    authorization: fields.get("authorization") ?? null,
    contentType: fields.get("content-type") ?? null,
    content,
  };
}

/** @throws ProtocolError `too_long` */
export function encodeResponse(response: ObliviousResponse, size: number): Uint8Array<ArrayBuffer> {
  const { status, contentType, content } = response;
  return padded(
    size,
    encodeInteger(1),
    encodeInteger(status),
    encodeFields([["content-type", contentType]]),
    encodeInteger(content.length),
    content,
  );
}

/** @throws ProtocolError `malformed` for anything that `encodeResponse` does not make */
export function decodeResponse(message: Uint8Array): ObliviousResponse {
  const reader = new Reader(message);
  if (readInteger(reader) !== 1) throw malformed("not a response of known length");
  const status = readInteger(reader);
  if (status < 200 || status > 599) throw malformed("not a final status");
  const fields = readFields(reader, { "content-type": LONGEST.contentType });
  const content = readBytes(reader);
  readEnd(reader);
  return { status, contentType: fields.get("content-type") ?? null, content };
}
