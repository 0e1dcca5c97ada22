// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

/**
 * Everything that can be wrong with bytes from outside, as a closed union.
 * `cannot_open` says nothing about the cause on purpose: a failed decryption is one code, without detail.
 */
export type ProtocolErrorCode =
  | "malformed" // bytes or text that the format does not allow
  | "too_long" // over the limit of the format
  | "cannot_open" // sealed to somebody else, or damaged, or forged
  | "needs_newer_version" // an unknown version, kind, flag or type: shown, never dropped
  | "bad_signature" // a known key's signature does not verify, or no known key signed
  | "too_few_signatures" // known keys signed, and not as many as must
  | "inconsistent" // a proof that does not lead to the root, or a log that shrank or was rewritten
  | "unknown_word" // a codename with a word outside the list
  | "wrong_check_word"; // seven words whose last does not belong to the first six

/** The one error that the protocol code throws for input; anything else is a defect of ours. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
  readonly code: ProtocolErrorCode;

  constructor(code: ProtocolErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
