// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { SignerRole } from "#crypto/directory/index.ts";
import type { Language } from "./words.ts";

/** A public key as two people read it to each other: six words, in either language. */
export type Fingerprint = Readonly<Record<Language, readonly string[]>>;

/** What somebody is invited for. */
export interface Invitation {
  readonly name: string;
  readonly organisation: string;
  /** Null for a member. */
  readonly role: SignerRole | null;
  /** Names of their teams, rungs and custodians. */
  readonly groups: readonly string[];
  /** Names of those whose key they make. */
  readonly makes: readonly string[];
  /** ISO date; the last day on which it can be accepted. */
  readonly until: string;
}

export interface KeyGroup {
  readonly id: string;
  /** Of the directory; of a group that it does not name yet, its id. */
  readonly name: string;
  /** What this keyring holds of it: its present key, only older ones, or none. */
  readonly holds: "present" | "older" | "none";
  /** Whether a next key was made here and waits until the directory has it. */
  readonly isNextOffered: boolean;
}

/** Somebody in a group of one's own. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
  /** Names of the groups that they share with whoever is signed in. */
  readonly groups: readonly string[];
  readonly fingerprint: Fingerprint;
  /** How many keys there are to give. */
  readonly keys: number;
  /** Whether something can be sealed to them. */
  readonly canReceive: boolean;
  /** Whether something that was given has not been taken yet. */
  readonly isWaiting: boolean;
}

/** A key of a group that another one replaced, whose seed is held still. */
export interface OldKey {
  /** Id. */
  readonly group: string;
  /** Of the group. */
  readonly name: string;
  readonly epoch: number;
}

/** One's own keys, as the page shows them. */
export interface OwnKeys {
  /** Of the directory; null while it names nobody of this keyring. */
  readonly name: string | null;
  readonly organisation: string | null;
  /** Null for a member. */
  readonly role: SignerRole | null;
  /** Whether the directory names this person with this key: not yet, yes, or with another key. */
  readonly standing: "waiting" | "named" | "replaced";
  readonly fingerprint: Fingerprint;
  readonly groups: readonly KeyGroup[];
  readonly colleagues: readonly Colleague[];
  readonly oldKeys: readonly OldKey[];
  /** How long a key that was replaced is kept at least, in days. */
  readonly retentionDays: number;
  /** How many there are to sign in with. */
  readonly passkeys: number;
}

/** What an authenticator gave. */
export interface PasskeyAnswer {
  readonly credentialId: Uint8Array;
  /** Of its PRF extension, 32 bytes. */
  readonly output: Uint8Array;
}

/** One's own keys. */
export interface KeysCalls {
  openInvitation: { readonly params: { readonly text: string }; readonly result: Invitation };
  /** Of the invitation opened last, with the master of a new phrase. Asked again after a failure it sends the very same. */
  acceptInvitation: { readonly params: { readonly master: Uint8Array }; readonly result: OwnKeys };
  signInOwnKeys: { readonly params: { readonly master: Uint8Array }; readonly result: OwnKeys };
  /** Reads again; takes what colleagues gave. */
  readOwnKeys: { readonly params: Record<string, never>; readonly result: OwnKeys };
  /** Makes the next key of a group and offers it for the directory. */
  offerKey: { readonly params: { readonly group: string }; readonly result: OwnKeys };
  /** Of the groups that both are in the keys that the colleague shared when they were in force. */
  giveKeys: { readonly params: { readonly colleague: string }; readonly result: OwnKeys };
  /** Puts a notice in the ledger, and takes the seed of an old key out of the keyring. Asked again after a failure it goes on. */
  burnKey: { readonly params: { readonly group: string; readonly epoch: number }; readonly result: OwnKeys };
  /** Asked again after a failure it finds out by itself whether the new one counts already. */
  changePhrase: { readonly params: { readonly master: Uint8Array }; readonly result: OwnKeys };
  /** What a passkey's PRF extension is asked about. */
  passkeySalt: { readonly params: Record<string, never>; readonly result: Uint8Array<ArrayBuffer> };
  addPasskey: { readonly params: PasskeyAnswer; readonly result: OwnKeys };
  removePasskeys: { readonly params: Record<string, never>; readonly result: OwnKeys };
  /** The master of the phrase that it stands for. */
  openPasskey: { readonly params: PasskeyAnswer; readonly result: Uint8Array };
  backUpKeyring: { readonly params: Record<string, never>; readonly result: Uint8Array<ArrayBuffer> };
  /** Puts back what only these words open, and signs in. */
  restoreKeyring: {
    readonly params: { readonly master: Uint8Array; readonly file: Uint8Array };
    readonly result: OwnKeys;
  };
  signOutOwnKeys: { readonly params: { readonly everywhere: boolean }; readonly result: null };
}
