// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { base64urlDecode, ProtocolError, utf8Decode } from "../crypto/index.ts";
import { Problem, type ProblemCode } from "./problem.ts";

/**
 * What a parser makes of what was sent. Its refusal gets the code; any other error stays what it is.
 * @throws Problem with that code
 */
export function parsed<T>(code: ProblemCode, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof ProtocolError ? new Problem(code, { cause: error }) : error;
  }
}

/**
 * The same of a body of bytes.
 * @throws Problem `malformed`, or with the code that is given
 */
export function parsedBody<T>(body: unknown, parse: (bytes: Uint8Array) => T, code: ProblemCode = "malformed"): T {
  if (!Buffer.isBuffer(body)) throw new Problem(code);
  return parsed(code, () => parse(body));
}

/** The same of a body of text. @throws Problem `malformed` where it is not UTF-8 */
export const parsedText = (body: unknown): string => parsedBody(body, utf8Decode);

/**
 * Of a field that has the form of base64url already: only stray bits in its last character are left to refuse.
 * @throws Problem `malformed`
 */
export const bytesOf = (text: string): Buffer => Buffer.from(parsed("malformed", () => base64urlDecode(text)));
