// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { SignerRole, Statement } from "#crypto/directory/index.ts";

// What one statement of the directory has that the one before it had not, as data that a page has a sentence for.

export type GroupKind = "team" | "rung" | "custodian";
export type LogName = "letters" | "directory" | "ledger";
export type Term = "seen" | "silence" | "answer";
export type TokenPurpose = Statement["tokens"][number]["purpose"];

/** Lists of which the order can be another with the same things in them. */
export type Ordered = Exclude<
  { [Member in keyof Statement]: Statement[Member] extends readonly unknown[] ? Member : never }[keyof Statement],
  "ladder" | "successions" | "releaseDays"
>;

interface Group {
  readonly kind: GroupKind;
  readonly id: string;
  readonly name: string;
}

interface Period {
  readonly from: string;
  readonly until: string;
}

/** `before` is null where there was no statement yet. Keys are bytes, or the vkey's text where the directory has that. */
export type Change =
  | { readonly what: "version"; readonly after: number }
  | { readonly what: "organisation"; readonly before: string | null; readonly after: string }
  | { readonly what: "relay"; readonly before: string | null; readonly after: string }
  | { readonly what: "log"; readonly log: LogName; readonly isFirst: boolean; readonly key: string }
  /** Seconds. */
  | { readonly what: "interval"; readonly before: number | null; readonly after: number }
  | { readonly what: "signer"; readonly role: SignerRole; readonly isFirst: boolean; readonly key: string }
  /** Indexes of documents that changed the signers. */
  | { readonly what: "successions"; readonly after: readonly number[] }
  | { readonly what: "witness-added"; readonly name: string; readonly key: string }
  | { readonly what: "witness-removed"; readonly name: string }
  | { readonly what: "witness-renamed"; readonly before: string; readonly after: string }
  | { readonly what: "member-added"; readonly id: string; readonly name: string; readonly key: Uint8Array }
  | { readonly what: "member-left"; readonly name: string }
  | { readonly what: "member-renamed"; readonly before: string; readonly after: string }
  | { readonly what: "member-key"; readonly name: string; readonly key: Uint8Array }
  | { readonly what: "member-lane"; readonly name: string; readonly lane: number }
  | { readonly what: "former-added"; readonly name: string }
  | { readonly what: "former-removed"; readonly name: string }
  | { readonly what: "next-lane"; readonly after: number }
  | (Group & { readonly what: "group-formed"; readonly members: readonly string[]; readonly key: Uint8Array })
  | (Group & { readonly what: "group-dissolved" })
  | (Group & { readonly what: "group-renamed"; readonly before: string })
  /** Names of who came and of who went. */
  | (Group & { readonly what: "group-members"; readonly joined: readonly string[]; readonly left: readonly string[] })
  | (Group & { readonly what: "group-key"; readonly key: Uint8Array })
  | (Group & { readonly what: "group-epoch"; readonly after: number })
  | (Group & { readonly what: "group-order" })
  | (Group & { readonly what: "rung-confidential"; readonly isConfidential: boolean })
  /** Names of rungs. */
  | { readonly what: "ladder"; readonly after: readonly string[] }
  | { readonly what: "term"; readonly term: Term; readonly before: number | null; readonly after: number }
  | (Period & { readonly what: "clock-added"; readonly key: Uint8Array })
  | (Period & { readonly what: "clock-removed" })
  | { readonly what: "tally-added"; readonly name: string; readonly key: Uint8Array }
  | { readonly what: "tally-removed"; readonly name: string }
  | (Period & { readonly what: "token-added"; readonly purpose: TokenPurpose; readonly key: Uint8Array })
  | (Period & { readonly what: "token-removed"; readonly purpose: TokenPurpose })
  | { readonly what: "gateway"; readonly key: Uint8Array | null }
  | (Period & { readonly what: "calendar" })
  | { readonly what: "holidays"; readonly added: readonly string[]; readonly removed: readonly string[] }
  | { readonly what: "release-days"; readonly added: readonly string[]; readonly removed: readonly string[] }
  | { readonly what: "units"; readonly added: readonly string[]; readonly removed: readonly string[] }
  | { readonly what: "themes"; readonly added: readonly string[]; readonly removed: readonly string[] }
  | { readonly what: "clause-added"; readonly id: string; readonly text: string }
  | { readonly what: "clause-removed"; readonly id: string; readonly text: string }
  | { readonly what: "clause-changed"; readonly id: string; readonly before: string; readonly after: string }
  | { readonly what: "order"; readonly of: Ordered };

/** A public key that is new with this change, or null. */
export function keyOf(change: Change): Uint8Array | string | null {
  return "key" in change ? change.key : null;
}

/** Whose key two people must compare by telephone: nothing but their ears vouches for it. */
export function isCompared({ what }: Change): boolean {
  return what === "member-added" || what === "member-key" || what === "signer";
}
