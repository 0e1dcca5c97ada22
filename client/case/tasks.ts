// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Task } from "./side.ts";

/** Of what a team keeps about a case: who does what, and who ever did. */
export interface TaskBook {
  readonly triages: { readonly id: string } | null;
  readonly supports: readonly { readonly id: string }[];
  /** Ids. */
  readonly everTriaged: readonly string[];
  readonly everSupported: readonly string[];
}

export interface TaskOffer {
  /** What they do now. */
  readonly has: Task | null;
  readonly mayTake: readonly Task[];
  /** What they did or do, so that the other can never be theirs here; null while both can. */
  readonly bound: Task | null;
}

export function offerTo(member: string, { triages, supports, everTriaged, everSupported }: TaskBook): TaskOffer {
  const has = triages?.id === member ? "triages" : supports.some(({ id }) => id === member) ? "supports" : null;
  const bound = everTriaged.includes(member) ? "triages" : everSupported.includes(member) ? "supports" : has;
  const free: readonly Task[] = bound === null ? ["triages", "supports"] : [bound];
  return { has, mayTake: free.filter((task) => task !== has), bound };
}

/** Who stands by the submitter, or did, does not decide on the way here. */
export function mayDecide(member: string, book: TaskBook): boolean {
  return offerTo(member, book).bound !== "supports";
}
