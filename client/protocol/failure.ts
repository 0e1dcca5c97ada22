// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export type FailureCode =
  | "offline" // no answer at all
  | "busy" // 429 or 503: try again
  | "refused" // the server said no; `detail` is its sentence
  | "wrong_phrase" // nobody signs in with these words
  | "signed_out" // the session ended
  | "no_team" // a member of the council or a rung, for whom the desk has nothing
  | "posting_closed"
  | "no_pass" // nothing was given and nothing is left
  | "pass_unreadable" // not a pass or card at all
  | "pass_not_genuine" // signed by nobody whom the directory names
  | "pass_expired"
  | "pass_spent" // used for something else before
  | "card_unknown"
  | "card_spent"
  | "quota_exceeded"
  | "too_long"
  | "readers_changed" // others read now than the page named: nothing was sealed to them
  | "log_damaged" // a tile, bundle or checkpoint that does not verify
  | "checkpoints_unreadable" // not a file of checkpoints of this board
  | "log_inconsistent" // the log shrank or was rewritten since we last looked: the old one is kept
  | "directory_unsound" // a list of keys that is damaged, or that strangers signed
  | "directory_one_signature" // one of the three signed it, and two must
  | "directory_not_in_log" // it is not the last one in its log
  | "directory_rolled_back" // its log, or the ledger, does not continue what was seen before
  | "directory_not_vouched" // too few witnesses vouch for it now: it is read, and nothing new is sealed to its keys
  | "not_ready" // the organisation has no directory yet
  | MemberFailureCode
  | "defect";

/** What only people with a keyring meet, and whoever is invited to have one; their pages have the sentences. */
export type MemberFailureCode =
  | "keyring_damaged" // the phrase is right and what it should open does not
  | "keyring_rolled_back" // the board gave an older one than it had
  | "keyring_changed" // another device kept changing it
  | "keyring_behind" // without the key that one's team has now
  | "signs_only" // a keyring of one of the three signers, for a page of members
  | "not_named" // the directory does not name this person, or names another key
  | "not_signer" // none of the three who sign the directory
  | "directory_changed" // somebody else was first
  | "directory_refused" // the board knows a rule that this page does not
  | "invitation_unknown"
  | "invitation_used"
  | "invitation_expired"
  | "passkey_unusable" // it opens nothing here
  | "backup_unreadable"; // no backup, or one of other words

/** Failures cross the line as data. */
export interface Failure {
  readonly code: FailureCode;
  /** One sentence for the details of an error; never shown alone. */
  readonly detail: string;
  /** Of `directory_not_vouched`: Unix seconds up to which two witnesses vouched for it, or null. */
  readonly since?: number | null;
}
