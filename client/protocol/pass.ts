// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Language } from "./words.ts";

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

/** Passes and cards, for whoever takes or makes them. */
export interface PassCalls {
  passStanding: { readonly params: Record<string, never>; readonly result: PassStanding };
  /** Asked again after a failure it is the same request, so that it costs no second pass. */
  takePass: { readonly params: Record<string, never>; readonly result: TakenPass };
  signOutEmployee: { readonly params: Record<string, never>; readonly result: null };
  signInCouncil: { readonly params: { readonly master: Uint8Array }; readonly result: CouncilMember };
  drawCards: { readonly params: CardOrder; readonly result: null };
  /** Of the cards drawn last; asked again after a failure it sends the same. */
  registerCards: { readonly params: Record<string, never>; readonly result: DrawnCards };
  signOutCouncil: { readonly params: Record<string, never>; readonly result: null };
}
