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
  /** Begins with a slash; up to 200 characters. */
  readonly path: string;
  /** A token, up to 1,000 characters. */
  readonly authorization: string | null;
  /** Up to 100 characters. */
  readonly contentType: string | null;
  readonly content: Uint8Array;
}

export interface ObliviousResponse {
  /** 200 to 599. */
  readonly status: number;
  /** Up to 100 characters. */
  readonly contentType: string | null;
  readonly content: Uint8Array;
}

const METHODS = ["GET", "POST", "PUT"] as const;
const SCHEME = "https";
const LONGEST_PATH = 200;
/** The fields that there are, in the order in which they may stand, with the length of the longest. */
const REQUEST_FIELDS = { authorization: 1_000, "content-type": 100 } as const;
const RESPONSE_FIELDS = { "content-type": 100 } as const;

// Visible ASCII: whatever else could stand there has no meaning in a message of ours. Inside a value also spaces (RFC 9113, section 8.2.1).
const WORD = /^[\x21-\x7e]+$/;
const PATH = /^\/[\x21-\x7e]*$/;
const VALUE = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

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

function readText(reader: Reader, longest: number, form = WORD): string {
  const bytes = readBytes(reader);
  if (bytes.length > longest) throw malformed("a text that is too long");
  const text = utf8Decode(bytes);
  if (!form.test(text)) throw malformed("not a text of ours");
  return text;
}

/** What nobody would read is not written: a defect of the caller. */
function encodeText(text: string, longest: number, form = WORD): Uint8Array {
  if (text.length > longest || !form.test(text)) throw new RangeError("a text that no message of ours has");
  return withLength(utf8(text));
}

/** @param longest by name, in the order in which they stand */
function encodeFields<Name extends string>(
  longest: Readonly<Record<Name, number>>,
  fields: Readonly<Record<NoInfer<Name>, string | null>>,
): Uint8Array {
  const names = Object.keys(longest) as Name[];
  const lines = names.flatMap((name) => {
    const value = fields[name];
    return value === null ? [] : [withLength(utf8(name)), encodeText(value, longest[name], VALUE)];
  });
  return withLength(concat(...lines));
}

/** @param longest as above */
function readFields(reader: Reader, longest: Readonly<Record<string, number>>): Map<string, string> {
  const section = new Reader(readBytes(reader));
  const names = Object.keys(longest);
  const fields = new Map<string, string>();
  while (section.remaining > 0) {
    const name = readText(section, 40);
    const place = names.indexOf(name);
    if (place < 0) throw malformed("a field that is none of ours, out of order, or twice");
    names.splice(0, place + 1);
    fields.set(name, readText(section, longest[name] ?? 0, VALUE));
  }
  return fields;
}

const isFinal = (status: number): boolean => status >= 200 && status <= 599;

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

/** @param origin ORIGIN, the authority @param size in bytes @throws ProtocolError `too_long` */
export function encodeRequest(request: ObliviousRequest, origin: string, size: number): Uint8Array<ArrayBuffer> {
  const { method, path, authorization, contentType, content } = request;
  return padded(
    size,
    encodeInteger(0),
    ...[method, SCHEME, origin].map((text) => withLength(utf8(text))),
    encodeText(path, LONGEST_PATH, PATH),
    encodeFields(REQUEST_FIELDS, { authorization, "content-type": contentType }),
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
  const path = readText(reader, LONGEST_PATH, PATH);
  const fields = readFields(reader, REQUEST_FIELDS);
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

/** @param size in bytes @throws ProtocolError `too_long` */
export function encodeResponse(response: ObliviousResponse, size: number): Uint8Array<ArrayBuffer> {
  const { status, contentType, content } = response;
  if (!isFinal(status)) throw new RangeError("a status that no answer has");
  return padded(
    size,
    encodeInteger(1),
    encodeInteger(status),
    encodeFields(RESPONSE_FIELDS, { "content-type": contentType }),
    encodeInteger(content.length),
    content,
  );
}

/** @throws ProtocolError `malformed` for anything that `encodeResponse` does not make */
export function decodeResponse(message: Uint8Array): ObliviousResponse {
  const reader = new Reader(message);
  if (readInteger(reader) !== 1) throw malformed("not a response of known length");
  const status = readInteger(reader);
  if (!isFinal(status)) throw malformed("not a final status");
  const fields = readFields(reader, RESPONSE_FIELDS);
  const content = readBytes(reader);
  readEnd(reader);
  return { status, contentType: fields.get("content-type") ?? null, content };
}
