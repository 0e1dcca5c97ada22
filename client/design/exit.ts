// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { endSlots, forget } from "../vault.ts";
import { visitNumber } from "./go.ts";

/** Somewhere plausible and public. Nothing of ours is asked of it: the page is left for it. */
const ELSEWHERE = "https://www.rijksoverheid.nl/";
const PRESSES = 3;
const WITHIN_MS = 1_500;

/** Long enough for the browser to go back in its history, short enough not to be noticed. */
const LATEST_MS = 150;

/**
 * Forgets every key, empties the page, and leaves it without a way back to what was on it: the first of our entries in the
 * browser's history becomes the other site, so that its back button leads to whatever was open before.
 */
export function leaveNow(): void {
  forget();
  endSlots();
  document.title = "";
  document.body.replaceChildren();
  const leave = (): void => window.location.replace(ELSEWHERE);
  const visits = visitNumber(window.history.state);
  if (visits === 0) {
    leave();
    return;
  }
  window.addEventListener("popstate", leave, { once: true });
  setTimeout(leave, LATEST_MS);
  window.history.go(-visits);
}

/** Shift three times is the same as the button. @returns stops listening */
export function listenForShift(): () => void {
  let presses: number[] = [];
  const onKey = (event: KeyboardEvent): void => {
    if (event.repeat) return;
    presses = event.key === "Shift" ? [...presses, event.timeStamp].slice(-PRESSES) : [];
    const [first] = presses;
    if (presses.length === PRESSES && first !== undefined && event.timeStamp - first < WITHIN_MS) leaveNow();
  };
  window.addEventListener("keydown", onKey);
  return () => window.removeEventListener("keydown", onKey);
}
