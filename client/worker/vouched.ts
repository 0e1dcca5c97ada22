// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readOrganisation, type VouchedOrganisation } from "./organisation.ts";
import type { CallName, Calls, Progress } from "./protocol.ts";

// What all of the Worker's answers share: the organisation, and that one thing happens after another.

let vouched: Promise<VouchedOrganisation> | undefined;

/** Read once; a failed reading is not remembered. */
export function organisation(): Promise<VouchedOrganisation> {
  vouched ??= readOrganisation().catch((error: unknown) => {
    vouched = undefined;
    throw error;
  });
  return vouched;
}

let turn: Promise<unknown> = Promise.resolve();

/** What reads or writes a thread does so one at a time, in the order asked: a refresh never meets a half-sent message. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = turn.then(work, work);
  turn = result;
  return result;
}

/** Answers to some of a page's questions. */
export type Handlers<Names extends CallName = CallName> = {
  readonly [Name in Names]: (
    params: Calls[Name]["params"],
    onProgress: (progress: Progress) => void,
  ) => Promise<Calls[Name]["result"]>;
};
