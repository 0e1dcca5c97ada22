// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// What a page may ask of the Worker, and what comes back. Pages hold text and pictures of a case; keys, sealing,
// opening and every request to the server stay behind this line. Everything here survives structured cloning.

import type { SignerRole } from "#crypto/directory/index.ts";
import type { Vouching } from "#crypto/log/index.ts";
import type { ClosedEvent, SignalEvent } from "#crypto/thread/index.ts";
import type { CeremonyCalls } from "../ceremony/shown.ts";
import type { Turn } from "../case/case.ts";

/** A list of words that a codename or phrase can be made of. */
export type Language = "nl" | "en";

export interface Team {
  readonly id: string;
  readonly name: string;
  /** Names of everyone who will be able to read what is sent to this team. */
  readonly members: readonly string[];
}

/** Whom a signal can be taken up to, in the order in which silence climbs, then the others. */
export interface Rung extends Team {
  readonly isConfidential: boolean;
}

/** Somebody in the directory, and what they can read because of it. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Names of their teams and rungs. */
  readonly groups: readonly string[];
}

export interface Clause {
  readonly id: string;
  readonly text: string;
}

export interface Organisation {
  /** The board's name, in every label. */
  readonly origin: string;
  readonly name: string;
  /** Of the directory: 0 is the first. */
  readonly version: number;
  readonly teams: readonly Team[];
  readonly rungs: readonly Rung[];
  readonly people: readonly Person[];
  readonly units: readonly string[];
  /** The code. */
  readonly clauses: readonly Clause[];
  /** In working days. */
  readonly terms: { readonly seen: number; readonly silence: number; readonly answer: number };
  /** ISO dates. */
  readonly holidays: readonly string[];
  /** Seconds between two checkpoints: what is sent is visible after the next one. */
  readonly interval: number;
  /** Whether this is the demo, where nothing is real. */
  readonly demo: boolean;
  /** Web origin of the issuer of passes, or null where it is not known. */
  readonly passes: string | null;
  /** Of the list of keys. */
  readonly vouching: Vouching;
}

export interface WordProblem {
  /** Position among the typed words, from 0. */
  readonly position: number;
  readonly typed: string;
  /** Nearest words of the list, nearest first, at most three. */
  readonly suggestions: readonly string[];
}

/** What is wrong with typed words, so that a page can say which word and what was probably meant. */
export type WordsCheck =
  | { readonly state: "complete" }
  | { readonly state: "count"; readonly typed: number; readonly expected: number }
  | { readonly state: "unknown"; readonly problems: readonly WordProblem[] }
  /** All words exist and do not belong together: one of them is another word than the one on paper, or two changed places. */
  | { readonly state: "check_word" };

/** All that a submitter writes; the Worker adds the day and the team. */
export type SignalText = Omit<SignalEvent, "type" | "date" | "team">;

/** Who can read when some may not. */
export interface Recipients {
  readonly teams: readonly Team[];
  readonly rungs: readonly Rung[];
}

/** How much room a text takes of the four envelopes it may fill. */
export interface Room {
  readonly usedBytes: number;
  readonly availableBytes: number;
  readonly fits: boolean;
}

/** A pass or a card as somebody gave it: a file, or text (of a QR code, or the words of a card). */
export type PassSource =
  { readonly kind: "file"; readonly bytes: Uint8Array } | { readonly kind: "text"; readonly text: string };

export interface GivenPass {
  readonly kind: "pass" | "card";
}

export interface Receipt {
  /** Unix milliseconds: from then on everybody who may read it can. */
  readonly visibleFrom: number;
}

/** What can be said or done in a thread. */
export type Words =
  | { readonly what: "message"; readonly text: string }
  | { readonly what: "seen" }
  | { readonly what: "closed"; readonly outcome: Outcome; readonly reasons: string };

export type Outcome = ClosedEvent["outcome"];

export interface Said {
  readonly by: "submitter" | "member";
  /** Name of the member, or null for the submitter. */
  readonly name: string | null;
  /** ISO date (no time) as its writer stated it. */
  readonly date: string;
  readonly words: Words;
  /** False while it is kept by the board and not yet in the log. */
  readonly inLog: boolean;
}

/** Somebody used a newer version of the program, or one of four parts has not arrived. Shown, never dropped. */
export interface Unreadable {
  readonly reason: "needs_newer_version" | "incomplete";
}

/** What a visit rests on, each with who vouches for it. */
export interface Vouched {
  /** The list of keys. */
  readonly keys: Vouching;
  /** The log of letters. */
  readonly log: Vouching;
}

/** What a person can check, or have checked, about the place of a signal in the log. */
export interface Proof {
  readonly state: "in_log" | "promised";
  /** Number of the envelope in the log, from 0; null while promised. */
  readonly index: number | null;
  readonly size: number;
  /** Root of the log, lower-case hex. */
  readonly root: string;
  readonly envelopeHash: string;
  /** Number of earlier checkpoints this one was shown to continue (from this visit and from the last burst). */
  readonly continues: number;
  /** Names of the witnesses that vouched last, for a log that this signal is in; null where two did not. */
  readonly witnessed: { readonly names: readonly string[]; readonly since: number } | null;
}

export type ThreadView =
  | {
      readonly state: "nothing";
      /** Unix milliseconds at which something sent now would be visible. */
      readonly nextVisible: number;
      readonly vouched: Vouched;
    }
  | {
      readonly state: "found";
      readonly title: string;
      /** ISO date as stated. */
      readonly date: string;
      /** Null while it stands in an older part of the log that was not read. */
      readonly signal: SignalText | null;
      readonly team: Team | null;
      readonly waitsFor: Turn;
      readonly conversation: readonly Said[];
      readonly unreadable: readonly Unreadable[];
      readonly proof: Proof;
      readonly vouched: Vouched;
      /** Unix milliseconds, while something of one's own is waiting for the next checkpoint. */
      readonly visibleFrom: number | null;
      /** Older bundles hold messages that this visit's fixed set did not fetch. */
      readonly hasOlder: boolean;
      readonly room: Room;
      /** How many messages can be sent before another pass or card is needed. */
      readonly postsLeft: number;
    };

export interface Member {
  readonly name: string;
  readonly team: Team;
}

export interface DeskThread {
  /** Stable while signed in; says nothing outside this page. */
  readonly id: string;
  /** Null while it cannot be shown. */
  readonly signal: SignalText | null;
  /** ISO date as stated; empty while unknown. */
  readonly date: string;
  readonly isSeen: boolean;
  readonly conversation: readonly Said[];
  readonly unreadable: readonly Unreadable[];
  readonly waitsFor: Turn;
}

export interface DeskView {
  /** The team has a newer key than this keyring: what came since cannot be read here. */
  readonly isBehind: boolean;
  /** By urgency. */
  readonly threads: readonly DeskThread[];
  readonly logSize: number;
  /** Of the log of letters, as it was read. */
  readonly vouching: Vouching;
  /** Envelopes that opened to nothing this program knows. */
  readonly unreadable: readonly Unreadable[];
}

/** Where passes stand, for everybody and for whoever is signed in. */
export interface PassStanding {
  /** Name of the organisation. */
  readonly organisation: string;
  readonly demo: boolean;
  /** Address of the submitter's pages. */
  readonly submitter: string;
  readonly year: number;
  /** How many exist of this year. */
  readonly passes: number;
  /** How many a person gets in a quarter. */
  readonly perQuarter: number;
  /** Null while nobody is signed in. `quarter` as in `2026-Q4`. */
  readonly own: { readonly quarter: string; readonly taken: number; readonly allowed: number } | null;
  /** Somebody tried to sign in just now, and it was broken off or went wrong. */
  readonly signInFailed: boolean;
}

/** The same pass twice. Its signatures were verified. */
export interface TakenPass {
  /** Of a QR code, alphanumeric; 869 characters. */
  readonly text: string;
  /** 579 bytes. */
  readonly file: Uint8Array<ArrayBuffer>;
}

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
  /** How many there are to sign in with. */
  readonly passkeys: number;
}

/** The board itself: known before it has a directory. */
export interface Board {
  /** In every label. */
  readonly origin: string;
}

export interface CouncilMember {
  readonly name: string;
  /** Name of the organisation. */
  readonly organisation: string;
  /** Address of the submitter's pages. */
  readonly submitter: string;
  /** Whether the board takes cards from this member. */
  readonly makesCards: boolean;
  /** Names of all from whom it does. */
  readonly makers: readonly string[];
}

export interface CardOrder {
  /** 1 to 10,000. */
  readonly count: number;
  /** In which they are handed out; they are worth something in the next one too. */
  readonly year: number;
  /** Of their words. */
  readonly language: Language;
}

/** Eight words a card. */
export type DrawnCards = readonly (readonly string[])[];

/** One of the three logs, and who vouches for it as it is now. */
export interface AuditedLog {
  readonly log: "letters" | "directory" | "ledger";
  readonly size: number;
  /** Hexadecimal. */
  readonly root: string;
  /** Unix seconds. */
  readonly vouching: { readonly fresh: boolean; readonly since: number | null };
  readonly witnesses: readonly { readonly name: string; readonly seconds: number | null }[];
}

export interface AuditedDocument {
  readonly index: number;
  readonly signedBy: readonly SignerRole[];
  readonly changesSigners: boolean;
}

/** What somebody who reads the logs from the first entry to the last has seen for themselves. */
export interface Audit {
  readonly organisation: string;
  readonly logs: readonly AuditedLog[];
  /** Every directory there ever was, the oldest first. */
  readonly documents: readonly AuditedDocument[];
  readonly tokenKeys: readonly {
    readonly purpose: "pass" | "ballot" | "post";
    readonly from: string;
    readonly until: string;
  }[];
  /** The three checkpoints, to keep and to compare with later. */
  readonly checkpoints: string;
}

export interface ComparedLog {
  readonly log: AuditedLog["log"];
  /** That it had then. */
  readonly size: number;
}

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

/** Needs no network: the Worker that derives asks nobody anything. */
export interface Derivation {
  readonly text: string;
  /** Of `Organisation`. */
  readonly origin: string;
}

/** What an authenticator gave. */
export interface PasskeyAnswer {
  readonly credentialId: Uint8Array;
  /** Of its PRF extension, 32 bytes. */
  readonly output: Uint8Array;
}

/** Every question and its answer. */
export interface Calls extends CeremonyCalls {
  /** As it was read last. */
  organisation: { readonly params: Record<string, never>; readonly result: Organisation };
  /** Read anew: where somebody begins to write, or opens a thread. */
  newestOrganisation: { readonly params: Record<string, never>; readonly result: Organisation };

  /** To whom a signal can be sealed. @param excluded ids of people */
  recipients: { readonly params: { readonly excluded: readonly string[] }; readonly result: Recipients };

  /** Six words and a check word. */
  drawCodename: { readonly params: { readonly language: Language }; readonly result: readonly string[] };
  auditLogs: { readonly params: Record<string, never>; readonly result: Audit };
  /** With the logs that were audited last. */
  compareCheckpoints: { readonly params: { readonly text: string }; readonly result: readonly ComparedLog[] };

  /** Eight words of a card. */
  checkCard: { readonly params: { readonly text: string }; readonly result: WordsCheck };
  checkCodename: { readonly params: { readonly text: string }; readonly result: WordsCheck };
  /** Like a codename without a check word: six words. */
  checkPhrase: { readonly params: { readonly text: string }; readonly result: WordsCheck };
  /** Argon2id, 64 MiB; in a Worker of its own, which ends. 32 bytes. */
  deriveCodename: { readonly params: Derivation; readonly result: Uint8Array };
  /** Argon2id, 256 MiB; in a Worker of its own, which ends. 32 bytes. */
  derivePhrase: { readonly params: Derivation; readonly result: Uint8Array };

  /** Remembered in the Worker until it was exchanged. Costs nothing, and asks the server for nothing. */
  givePass: { readonly params: { readonly source: PassSource }; readonly result: GivenPass };
  /** Of the thread that is open: from the pass just given. */
  exchangePass: { readonly params: Record<string, never>; readonly result: { readonly postsLeft: number } };

  measureSignal: { readonly params: { readonly signal: SignalText; readonly team: string }; readonly result: Room };
  sendSignal: {
    readonly params: { readonly master: Uint8Array; readonly signal: SignalText; readonly team: string };
    readonly result: Receipt;
  };
  openThread: { readonly params: { readonly master: Uint8Array }; readonly result: ThreadView };
  /** Reads again: the same fixed set, or with `older` the next older bundles too. */
  refreshThread: { readonly params: { readonly older: boolean }; readonly result: ThreadView };
  measureMessage: { readonly params: { readonly text: string }; readonly result: Room };
  sendMessage: { readonly params: { readonly text: string }; readonly result: Receipt };

  signIn: { readonly params: { readonly master: Uint8Array }; readonly result: Member };
  readDesk: { readonly params: Record<string, never>; readonly result: DeskView };
  reply: { readonly params: { readonly thread: string; readonly words: Words }; readonly result: Receipt };
  signOut: { readonly params: Record<string, never>; readonly result: null };

  passStanding: { readonly params: Record<string, never>; readonly result: PassStanding };
  /** Asked again after a failure it is the same request, so that it costs no second pass. */
  takePass: { readonly params: Record<string, never>; readonly result: TakenPass };
  signOutEmployee: { readonly params: Record<string, never>; readonly result: null };

  signInCouncil: { readonly params: { readonly master: Uint8Array }; readonly result: CouncilMember };
  drawCards: { readonly params: CardOrder; readonly result: null };
  /** Of the cards drawn last; asked again after a failure it sends the same. */
  registerCards: { readonly params: Record<string, never>; readonly result: DrawnCards };
  signOutCouncil: { readonly params: Record<string, never>; readonly result: null };

  board: { readonly params: Record<string, never>; readonly result: Board };
  /** Eight words of an invitation. */
  checkInvitation: { readonly params: { readonly text: string }; readonly result: WordsCheck };
  openInvitation: { readonly params: { readonly text: string }; readonly result: Invitation };
  /** Of the invitation opened last, with the master of a new phrase. Asked again after a failure it sends the very same. */
  acceptInvitation: { readonly params: { readonly master: Uint8Array }; readonly result: OwnKeys };
  /** Six words. */
  drawPhrase: { readonly params: { readonly language: Language }; readonly result: readonly string[] };
  signInOwnKeys: { readonly params: { readonly master: Uint8Array }; readonly result: OwnKeys };
  /** Reads again; takes what colleagues gave. */
  readOwnKeys: { readonly params: Record<string, never>; readonly result: OwnKeys };
  /** Makes the next key of a group and offers it for the directory. */
  offerKey: { readonly params: { readonly group: string }; readonly result: OwnKeys };
  /** All keys that are held of the groups that both are in. */
  giveKeys: { readonly params: { readonly colleague: string }; readonly result: OwnKeys };
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

export type CallName = keyof Calls;

/** `done` of `total` steps of the running call; sent at most about ten times a second. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

export type Question = {
  [Name in CallName]: { readonly id: number; readonly name: Name; readonly params: Calls[Name]["params"] };
}[CallName];

export type Answer =
  | { readonly kind: "ready" }
  /** It cannot go on: the next question needs another. */
  | { readonly kind: "ended" }
  | { readonly id: number; readonly kind: "result"; readonly result: Calls[CallName]["result"] }
  | { readonly id: number; readonly kind: "failure"; readonly failure: Failure }
  | { readonly id: number; readonly kind: "progress"; readonly progress: Progress };
