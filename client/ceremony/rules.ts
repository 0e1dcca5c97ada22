// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// The rules of the directory's format (crypto/directory: sound, succession, key-uses and document), by what people can do about them.

export type Rule = "people" | "groups" | "keys" | "order" | "days" | "tokens" | "witnesses" | "history" | "place";

/** By the format's own words for what is wrong. */
export const RULES: Readonly<Record<string, Rule>> = {
  "two members with one id": "people",
  "a member that is not in the list": "people",
  "two writers in one lane": "people",
  "two teams, rungs or custodians with one id": "groups",
  "teams that share a member": "groups",
  "a rung with a member twice": "groups",
  "a ladder with an unknown rung": "groups",
  "silence reaches the line first": "order",
  "terms out of order": "order",
  "one Ed25519 key with two uses": "keys",
  "one X-Wing key with two uses": "keys",
  "two trustees with one key": "keys",
  "a key with another use than before": "keys",
  "a key with a name that is not this board's": "keys",
  "other members with the same key": "keys",
  "a new key without the next epoch": "keys",
  "two witnesses with one name": "witnesses",
  "a token key twice": "tokens",
  "two token keys of a purpose that begin on one day": "tokens",
  "a token key that is good for more than 24 months": "tokens",
  "a key that ends before it begins": "tokens",
  "token keys that moved or went": "tokens",
  "days out of order": "days",
  "holidays for less than 24 months": "days",
  "a holiday outside the calendar": "days",
  "a calendar that begins earlier": "days",
  "a lane that is not given yet": "history",
  "a lane that was somebody else's": "history",
  "a writer whose lane nobody or somebody else has now": "history",
  "a change of signers that is still to come": "history",
  "lanes that were given are given again": "history",
  "successions out of order": "history",
  "successions that are not the ones there were": "history",
  "a log with another key is another log": "history",
  "not the place after the last one": "place",
};

/** Null for one that is about the length or the form of something. */
export function ruleOf(reason: string): Rule | null {
  return RULES[reason] ?? null;
}
