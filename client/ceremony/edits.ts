// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { SignerRole, Statement } from "#crypto/directory/index.ts";
import type { GroupKind } from "./change.ts";

// What somebody wants to be different, one subject at a time. It names things and holds no keys: the Worker finds those, and makes
// the next statement of it. So it can be put on top of another statement when somebody else was first.

export type NameList = "units" | "themes";

export type Edit =
  | { readonly what: "organisation"; readonly name: string; readonly relay: string }
  /** Whoever accepted it comes into the list, or gets another key there. `invitation`: its hash, hex. */
  | { readonly what: "join"; readonly invitation: string }
  | { readonly what: "leave"; readonly member: string }
  | { readonly what: "rename"; readonly member: string; readonly name: string }
  | {
      readonly what: "group";
      readonly kind: GroupKind;
      readonly id: string;
      readonly name: string;
      /** Ids; of a custodian one. */
      readonly members: readonly string[];
      /** Of rungs. */
      readonly isConfidential: boolean;
      /** Takes the next key that one of them offers, also where the same people stay. */
      readonly isRenewed: boolean;
    }
  | { readonly what: "dissolve"; readonly group: string }
  /** A next key for every team and rung, whoever is in it. */
  | { readonly what: "rotate" }
  | { readonly what: "ladder"; readonly rungs: readonly string[] }
  | { readonly what: "terms"; readonly terms: Statement["terms"] }
  | { readonly what: NameList; readonly names: readonly string[] }
  | { readonly what: "clauses"; readonly clauses: Statement["clauses"] }
  | { readonly what: "holidays"; readonly holidays: Statement["holidays"] }
  | { readonly what: "releaseDays"; readonly days: readonly string[] }
  | { readonly what: "witnesses"; readonly witnesses: Statement["witnesses"] }
  /** Hashes of documents of token keys in the ledger, hex. */
  | { readonly what: "tokens"; readonly keys: readonly string[] }
  | { readonly what: "signer"; readonly role: SignerRole; readonly invitation: string };

/** Two edits of one subject are one: the later says what is wanted. */
export function subjectOf(edit: Edit): string {
  switch (edit.what) {
    case "join":
      return `join ${edit.invitation}`;
    case "leave":
    case "rename":
      return `member ${edit.member}`;
    case "group":
      return `group ${edit.id}`;
    case "dissolve":
      return `group ${edit.group}`;
    case "signer":
      return `signer ${edit.role}`;
    case "rotate":
    case "organisation":
    case "ladder":
    case "terms":
    case "units":
    case "themes":
    case "clauses":
    case "holidays":
    case "releaseDays":
    case "witnesses":
    case "tokens":
      return edit.what;
  }
}

/** In the place of the earlier one of its subject, or at the end. */
export function withEdit(edits: readonly Edit[], added: Edit): Edit[] {
  const subject = subjectOf(added);
  const at = edits.findIndex((edit) => subjectOf(edit) === subject);
  return at < 0 ? [...edits, added] : edits.with(at, added);
}

export function withoutEdit(edits: readonly Edit[], subject: string): Edit[] {
  return edits.filter((edit) => subjectOf(edit) !== subject);
}
