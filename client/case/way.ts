// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { RouteEvent } from "#crypto/thread/index.ts";

// Which way a signal goes. Nothing takes another way than dissent, and nothing goes up, without the submitter's yes.

type Route = RouteEvent["route"];

/** What of a conversation it follows from. */
interface Spoken<Answered> {
  readonly words: { readonly what: string; readonly route?: Route };
  readonly answered: Answered | null;
}

export interface Standing<Said> {
  /** The way that it goes now. */
  readonly route: Route;
  /** Another way that was proposed after that, with the submitter's answer or without one yet; null where none was. */
  readonly proposed: Said | null;
}

export function needsConsent(route: Route): boolean {
  return route !== "dissent";
}

/** Dissent until the submitter says yes to something else; back to dissent asks no yes. */
export function standingRoute<Said extends Spoken<{ readonly agrees: boolean }>>(
  conversation: readonly Said[],
): Standing<Said> {
  let route: Route = "dissent";
  let proposed: Said | null = null;
  for (const said of conversation) {
    const next = said.words.what === "route" ? said.words.route : undefined;
    if (next === undefined) continue;
    const isTaken = !needsConsent(next) || said.answered?.agrees === true;
    if (isTaken) route = next;
    proposed = isTaken ? null : said;
  }
  return { route, proposed };
}

/** The summary that was proposed last; null while there is none. */
export function lastParaphrase<Said extends Spoken<unknown>>(conversation: readonly Said[]): Said | null {
  return conversation.findLast(({ words }) => words.what === "paraphrase") ?? null;
}
