// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// What a page may ask of the Worker, and what comes back. Pages hold text and pictures of a case; keys, sealing,
// opening and every request to the server stay behind this line. Everything here survives structured cloning.

import type { CeremonyCalls } from "../ceremony/shown.ts";
import type { AuditCalls } from "./audit.ts";
import type { DeskCalls } from "./desk.ts";
import type { Failure } from "./failure.ts";
import type { KeysCalls } from "./keys.ts";
import type { OrganisationCalls } from "./organisation.ts";
import type { PassCalls } from "./pass.ts";
import type { ThreadCalls } from "./thread.ts";
import type { WordsCalls } from "./words.ts";

export type * from "./audit.ts";
export type * from "./desk.ts";
export type * from "./failure.ts";
export type * from "./keys.ts";
export type * from "./organisation.ts";
export type * from "./pass.ts";
export type * from "./thread.ts";
export type * from "./words.ts";

/** Every question and its answer. */
export interface Calls
  extends WordsCalls, OrganisationCalls, ThreadCalls, DeskCalls, PassCalls, KeysCalls, AuditCalls, CeremonyCalls {}

export type CallName = keyof Calls;

/** `done` of `total` steps of the running call; sent at most about ten times a second. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Something waits for its slot. */
export interface Leaving {
  /** Unix milliseconds. */
  readonly at: number;
  /** `voucher`: a pass or card that is exchanged first. */
  readonly what: "burst" | "voucher";
  /** It was not answered, and leaves once more. */
  readonly isAgain: boolean;
}

export type Question = {
  [Name in CallName]: { readonly id: number; readonly name: Name; readonly params: Calls[Name]["params"] };
}[CallName];

/** Between pages and their Workers, beside questions. The port comes along. */
export type Line =
  /** To who has the keys: over this port it is asked what leaves when. */
  | { readonly kind: "ask" }
  /** To who keeps the slots: over this port somebody asks, until the page says that they are gone. */
  | { readonly kind: "answer"; readonly number: number }
  | { readonly kind: "gone"; readonly number: number };

export type Answer =
  | { readonly kind: "ready" }
  /** It cannot go on: the next question needs another. */
  | { readonly kind: "ended" }
  | { readonly id: number; readonly kind: "result"; readonly result: Calls[CallName]["result"] }
  | { readonly id: number; readonly kind: "failure"; readonly failure: Failure }
  | { readonly id: number; readonly kind: "progress"; readonly progress: Progress }
  | { readonly id: number; readonly kind: "leaving"; readonly leaving: Leaving };
