// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ORIGIN } from "./fixture.ts";

// Binary HTTP written by hand, so that every length and every part of it can be wrong.

/** RFC 9000, section 16: in the shortest form, or in as many bytes as are asked for. */
export function integer(value: number, width?: 1 | 2 | 4 | 8): Buffer {
  const shortest = value < 64 ? 1 : value < 16_384 ? 2 : value < 2 ** 30 ? 4 : 8;
  const bytes = Buffer.alloc(width ?? shortest);
  if (bytes.length === 8) bytes.writeBigUInt64BE(BigInt(value));
  else bytes.writeUIntBE(value, 0, bytes.length);
  bytes[0] = (bytes[0] ?? 0) | (Math.log2(bytes.length) << 6);
  return bytes;
}

export function withLength(part: string | Uint8Array, width?: 1 | 2 | 4 | 8): Buffer {
  const bytes = Buffer.from(part as Uint8Array);
  return Buffer.concat([integer(bytes.length, width), bytes]);
}

export const fieldSection = (...fields: readonly (readonly [name: string, value: string])[]): Buffer =>
  withLength(Buffer.concat(fields.flat().map((text) => withLength(text))));

/** The parts of a message in their order; one that is given stands in its place. */
const REQUEST = {
  framing: integer(0),
  method: withLength("POST"),
  scheme: withLength("https"),
  authority: withLength(ORIGIN),
  path: withLength("/v1/dummies"),
  fields: fieldSection(),
  content: withLength(""),
  trailers: fieldSection(),
  padding: Buffer.alloc(8),
};
const RESPONSE = {
  framing: integer(1),
  informational: Buffer.alloc(0),
  status: integer(200),
  fields: fieldSection(),
  content: withLength(""),
  trailers: fieldSection(),
  padding: Buffer.alloc(8),
};

export const requestOf = (parts: Partial<typeof REQUEST>): Uint8Array =>
  Uint8Array.from(Buffer.concat(Object.values({ ...REQUEST, ...parts })));
export const responseOf = (parts: Partial<typeof RESPONSE>): Uint8Array =>
  Uint8Array.from(Buffer.concat(Object.values({ ...RESPONSE, ...parts })));
