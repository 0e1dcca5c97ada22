// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

/** Pages of who is not signed in. Which one is open lives in memory: the address never changes. */
export type PageName = "home" | PublicPageName | "write" | "follow";

/** What anybody may read. */
export type PublicPageName = "how" | "code" | "log" | "limits" | "access" | "privacy";

/** A place to go to, and to come back to with the browser's own button. */
export interface Visit {
  readonly page: PageName;
  /** Of the writing page, from 0. */
  readonly step?: number;
}

export type GoEvent = CustomEvent<Visit>;

/** Asks the app for another page. */
export function go(from: EventTarget, visit: Visit): void {
  from.dispatchEvent(new CustomEvent("go", { detail: visit, bubbles: true }));
}

/** What the browser's history holds of a visit: its number among those of this page, from 0, which means nothing without it. */
export function visitNumber(state: unknown): number {
  return typeof state === "object" && state !== null && "visit" in state ? Number(state.visit) : 0;
}
