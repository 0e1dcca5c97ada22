// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { forget } from "../vault.ts";

/** Somewhere plausible and public. Nothing of ours is asked of it: the page is left for it. */
const ELSEWHERE = "https://www.rijksoverheid.nl/";
const PRESSES = 3;
const WITHIN_MS = 1_500;

/** Forgets every key, empties the page, and leaves it without a way back to what was on it. */
export function leaveNow(): void {
  forget();
  document.title = "";
  document.body.replaceChildren();
  window.location.replace(ELSEWHERE);
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
