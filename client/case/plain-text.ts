// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

/**
 * What is typed or pasted, as a text of ours can carry it: a tab becomes a space, and what nobody can see goes (controls but line
 * feeds, halves of surrogate pairs, invisible characters that could hide something). Whoever takes out more than line ends and
 * tabs says so.
 */
export function plainText(typed: string): string {
  return withSpaces(typed)
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\n]|[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFD]/gu, "");
}

/** Whether something invisible was in there, and not only other line ends or tabs. */
export function hasInvisible(typed: string): boolean {
  return plainText(typed) !== withSpaces(typed);
}

const withSpaces = (typed: string): string => typed.replaceAll("\r\n", "\n").replaceAll("\t", " ");

/** For comparing: without accents and capitals. */
export function folded(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
