// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export type Shortcut = "search" | "next" | "previous" | "reply" | "note";

const LETTERS: Readonly<Record<string, Shortcut>> = {
  "/": "search",
  j: "next",
  k: "previous",
  r: "reply",
  n: "note",
};

/** A press of a key, as a browser tells it. */
type Press = Readonly<
  Record<"altKey" | "ctrlKey" | "metaKey" | "repeat" | "isComposing" | "defaultPrevented", boolean> & { key: string }
>;

/** Only where nobody types, and never together with another key (WCAG 2.1.4). */
export function shortcutOf(press: Press, isTyping: boolean): Shortcut | null {
  const isOthers = press.defaultPrevented || press.isComposing || press.repeat;
  const isModified = press.altKey || press.ctrlKey || press.metaKey;
  return isTyping || isOthers || isModified ? null : (LETTERS[press.key] ?? null);
}
