// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { base64urlDecode } from "./text.ts";

/** Turns a value out of JSON.parse into what the format says it is, or throws a ProtocolError. */
export type Decoder<T> = (value: unknown) => T;

/** The type that a decoder gives. */
export type Decoded<D> = D extends Decoder<infer T> ? T : never;

const malformed = (what: string): ProtocolError => new ProtocolError("malformed", `not ${what}`);

// A control character other than a line feed, or half of a surrogate pair, is not text that a person wrote.
const CONTROL = /[^\P{Cc}\n]/u;

/** Text of `minimum` to `maximum` UTF-16 code units, well formed, without control characters other than line feed. */
export function text(minimum: number, maximum: number): Decoder<string> {
  return (value) => {
    if (typeof value !== "string" || value.length < minimum || value.length > maximum) {
      throw malformed(`text of ${minimum} to ${maximum}`);
    }
    if (!value.isWellFormed() || CONTROL.test(value)) throw malformed("plain text");
    return value;
  };
}

// Marks that reverse what stands beside them, and ends of lines that are no line feed (Unicode Standard Annex 9, and "Trojan Source").
const MISLEADING = /[\p{Bidi_Control}\p{Zl}\p{Zp}]/u;

/** Text that people agree to or go by: nothing in it changes how the words around it are read. */
export function shown(minimum: number, maximum: number): Decoder<string> {
  const plain = text(minimum, maximum);
  return (value) => {
    const decoded = plain(value);
    if (MISLEADING.test(decoded)) throw malformed("text that reads as it is written");
    return decoded;
  };
}

/** The same on one line: names, which nobody may stretch over two. */
export function line(minimum: number, maximum: number): Decoder<string> {
  const plain = shown(minimum, maximum);
  return (value) => {
    const decoded = plain(value);
    if (decoded.includes("\n")) throw malformed("one line");
    return decoded;
  };
}

/** Text that a pattern describes whole. */
export function matching(pattern: RegExp, what: string): Decoder<string> {
  return (value) => {
    if (typeof value !== "string" || !pattern.test(value)) throw malformed(what);
    return value;
  };
}

export function integer(minimum: number, maximum: number): Decoder<number> {
  return (value) => {
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < minimum || value > maximum) {
      throw malformed(`a whole number from ${minimum} to ${maximum}`);
    }
    return value;
  };
}

export function boolean(value: unknown): boolean {
  if (typeof value !== "boolean") throw malformed("true or false");
  return value;
}

/** base64url without padding, of exactly `length` bytes. */
export function bytes(length: number): Decoder<Uint8Array<ArrayBuffer>> {
  return (value) => {
    if (typeof value !== "string") throw malformed("bytes in base64url");
    const decoded = base64urlDecode(value);
    if (decoded.length !== length) throw malformed(`${length} bytes`);
    return decoded;
  };
}

export function list<T>(item: Decoder<T>, minimum: number, maximum: number): Decoder<T[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length < minimum || value.length > maximum) {
      throw malformed(`a list of ${minimum} to ${maximum}`);
    }
    return value.map((element: unknown) => item(element));
  };
}

export function nullable<T>(decoder: Decoder<T>): Decoder<T | null> {
  return (value) => (value === null ? null : decoder(value));
}

/** One of a closed set of words; any other is from a newer version. */
export function oneOf<const Words extends readonly string[]>(...words: Words): Decoder<Words[number]> {
  return (value) => {
    if (typeof value !== "string") throw malformed("a word");
    const found = words.find((word) => word === value);
    if (found === undefined) throw new ProtocolError("needs_newer_version", "a word that this version does not know");
    return found;
  };
}

/** Exactly these members. A missing one is malformed; an unknown one is from a newer version. */
export function record<T>(members: { readonly [Name in keyof T]: Decoder<T[Name]> }): Decoder<T> {
  const names = Object.keys(members) as (keyof T & string)[];
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw malformed("an object");
    const fields = new Map<string, unknown>(Object.entries(value));
    const decoded: Partial<T> = {};
    for (const name of names) {
      if (!fields.delete(name)) throw malformed(`an object with "${name}"`);
      decoded[name] = members[name]((value as Record<string, unknown>)[name]);
    }
    if (fields.size > 0) throw new ProtocolError("needs_newer_version", "a member that this version does not know");
    return decoded as T;
  };
}

/** JSON (RFC 8259) of the shape a decoder describes. */
export function parseJson<T>(source: string, decoder: Decoder<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    throw malformed("JSON");
  }
  return decoder(value);
}
