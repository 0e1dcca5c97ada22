// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { SignerRole, Statement } from "#crypto/directory/index.ts";
import type { Change, GroupKind, TokenPurpose } from "./change.ts";
import type { Edit } from "./edits.ts";
import type { Lack } from "./lacks.ts";

// What the Worker tells the page of signers, and what that asks of it. Everything survives structured cloning.

/** A public key as people read it to each other: six words, in either language. */
export type KeyWords = Readonly<Record<"nl" | "en", readonly string[]>>;

/** A difference, and the new key in it as it is read aloud. */
export interface ShownChange {
  readonly change: Change;
  /** Null where it has no new key. */
  readonly words: KeyWords | null;
  /** Of a group's key: the name of its member whose signature says that they made it; null where nobody's does. */
  readonly maker: string | null;
}

/** What one of the three wants to be the next directory. */
export interface ShownProposal {
  /** SHA-256 of its bytes, hex: what is signed is what was shown. */
  readonly id: string;
  readonly role: SignerRole;
  readonly changes: readonly ShownChange[];
  /** Why it cannot be signed: against a rule of the format (its own word for that), or by these two. Null where it can. */
  readonly refusal: { readonly reason: string } | "replaces-you" | "replaces-proposer" | null;
}

/** `late`: the last day has passed. `foreign`: accepted with another code than ours, or made by somebody else. */
export type InvitationState = "open" | "late" | "accepted" | "foreign";

export interface ShownInvitation {
  /** Hex. */
  readonly hash: string;
  readonly state: InvitationState;
  /** ISO date. */
  readonly until: string;
  /** What is in it; null where somebody else made it. */
  readonly offer: {
    readonly kind: "member" | "signer";
    readonly id: string;
    readonly name: string;
    readonly groups: readonly { readonly id: string; readonly name: string }[];
  } | null;
  /** Of whoever accepted. */
  readonly words: KeyWords | null;
}

/** The next key of a group, made by one of its members. */
export interface ShownOffer {
  readonly group: string;
  readonly epoch: number;
  readonly maker: string;
}

/** A token key that the ledger has and the directory does not name. */
export interface UnnamedToken {
  /** Hex. */
  readonly hash: string;
  readonly purpose: TokenPurpose;
  readonly from: string;
  readonly until: string;
  readonly words: KeyWords;
}

export interface CeremonyView {
  readonly role: SignerRole;
  /** Place of the directory in force; null before the first. */
  readonly index: number | null;
  /** In force; before the first, what there is to begin with. */
  readonly statement: Statement;
  /** Of each of the three; null for who has not accepted yet, before the first directory. */
  readonly signers: Readonly<Record<SignerRole, KeyWords | null>>;
  readonly proposals: readonly ShownProposal[];
  readonly invitations: readonly ShownInvitation[];
  readonly offers: readonly ShownOffer[];
  readonly tokens: readonly UnnamedToken[];
  /** That the board asks, and the directory does not name. */
  readonly witnesses: Statement["witnesses"];
}

export interface DraftView {
  readonly edits: readonly Edit[];
  /** In force, with the edits. */
  readonly statement: Statement;
  readonly changes: readonly ShownChange[];
  readonly lacks: readonly Lack[];
}

/** After somebody else was first: what could be put on top of theirs, and what is for whoever wrote it to do again. */
export interface Rebased {
  readonly view: CeremonyView;
  readonly kept: readonly Edit[];
  readonly lost: readonly Edit[];
}

/** A group that somebody will be in, as it is invited for. */
export interface PlannedGroup {
  readonly kind: GroupKind;
  readonly id: string;
  readonly name: string;
  /** Whether they make its next key. */
  readonly makes: boolean;
}

export interface InvitationPlan {
  readonly kind: "member" | "signer";
  /** A member's id, or a signer's role. */
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly groups: readonly PlannedGroup[];
  /** ISO date. */
  readonly until: string;
}

/** Eight words that one person gets. */
export interface InvitationWords {
  readonly hash: string;
  readonly words: readonly string[];
}

/** Every question of this page and its answer. */
export interface CeremonyCalls {
  /** Known before there is a directory. */
  signInSigner: { readonly params: { readonly master: Uint8Array }; readonly result: CeremonyView };
  readCeremony: { readonly params: Record<string, never>; readonly result: CeremonyView };
  draftDirectory: { readonly params: { readonly edits: readonly Edit[] }; readonly result: DraftView };
  /** Reads anew, and puts the edits on top of what is in force now. */
  rebaseDraft: { readonly params: { readonly edits: readonly Edit[] }; readonly result: Rebased };
  /** Signs what draftDirectory showed last. */
  proposeDirectory: { readonly params: Record<string, never>; readonly result: CeremonyView };
  /**
   * Signs what somebody else proposed, as it was shown; then it is in force.
   * @param id of the proposal
   * @param edits that are put on top of it
   */
  signProposal: {
    readonly params: { readonly id: string; readonly edits: readonly Edit[] };
    readonly result: Rebased;
  };
  /** Asked again with the same plan after a failure it is the same invitation. */
  invite: { readonly params: { readonly plan: InvitationPlan }; readonly result: InvitationWords };
  invitationWords: { readonly params: { readonly hash: string }; readonly result: InvitationWords };
  withdrawInvitation: { readonly params: { readonly hash: string }; readonly result: CeremonyView };
  /** A document that `npm run token-keys` prints, for the ledger. */
  addTokenKey: { readonly params: { readonly text: string }; readonly result: CeremonyView };
  /** The directory in force, as its two signers signed it. */
  exportDirectory: { readonly params: Record<string, never>; readonly result: Uint8Array<ArrayBuffer> };
  signOutSigner: { readonly params: Record<string, never>; readonly result: null };
}
