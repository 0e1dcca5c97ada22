// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

/** Why there is no cover, without anything of what was sent or answered. */
export type CoverFailureCode =
  | "board_silent" // not reached, broken off, or not in time
  | "relay_silent" // the same
  | "refused" // an answer that no other code here names
  | "directory_unsound" // not signed by two of three, not the last in its log, or another history than before
  | "not_vouched" // no two witnesses within 24 hours: a key in it may be for this node alone
  | "no_gateway" // no key of the gateway in the ledger
  | "key_changed" // the gateway answers to another key by now
  | "wrong_phrase" // nobody signs in with these words
  | "not_member" // the directory does not name whoever does
  | "posting_closed" // no key to post with today
  | "tokens_unsound" // blind signatures that do not verify
  | "token_refused" // a token that was drawn and buys nothing
  | "answer_unsound" // not an answer to what was asked, or a promise that the log did not sign
  | "unexpected"; // a defect of ours

export class CoverFailure extends Error {
  override readonly name = "CoverFailure";
  readonly code: CoverFailureCode;

  constructor(code: CoverFailureCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

export const codeOf = (error: unknown): CoverFailureCode => (error instanceof CoverFailure ? error.code : "unexpected");
