// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

/** A list of words that a codename or phrase can be made of. */
export type Language = "nl" | "en";

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

/** Needs no network: the Worker that derives asks nobody anything. */
export interface Derivation {
  readonly text: string;
  /** Of `Organisation`. */
  readonly origin: string;
}

/** Words that people type, and what comes of them. */
export interface WordsCalls {
  /** Six words and a check word. */
  drawCodename: { readonly params: { readonly language: Language }; readonly result: readonly string[] };
  /** Six words. */
  drawPhrase: { readonly params: { readonly language: Language }; readonly result: readonly string[] };
  /** Eight words of a card. */
  checkCard: { readonly params: { readonly text: string }; readonly result: WordsCheck };
  checkCodename: { readonly params: { readonly text: string }; readonly result: WordsCheck };
  /** Like a codename without a check word: six words. */
  checkPhrase: { readonly params: { readonly text: string }; readonly result: WordsCheck };
  /** Eight words of an invitation. */
  checkInvitation: { readonly params: { readonly text: string }; readonly result: WordsCheck };
  /** Argon2id, 64 MiB; in a Worker of its own, which ends. 32 bytes. */
  deriveCodename: { readonly params: Derivation; readonly result: Uint8Array };
  /** Argon2id, 256 MiB; in a Worker of its own, which ends. 32 bytes. */
  derivePhrase: { readonly params: Derivation; readonly result: Uint8Array };
}
