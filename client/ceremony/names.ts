// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { GroupKind } from "./change.ts";

// Identifiers of the directory ([a-z0-9-], 40 at most) from names that people type.

const LONGEST = 40;

const slug = (name: string, longest: number): string =>
  name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, longest)
    .replaceAll(/^-+|-+$/g, "");

/** One that nobody has yet. */
export function identifierFrom(name: string, taken: readonly string[], prefix = ""): string {
  const base = `${prefix}${slug(name, LONGEST - prefix.length - 4)}` || "x";
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken.includes(id)) return id;
  }
}

const PREFIXES: Readonly<Record<GroupKind, string>> = { team: "team-", rung: "trede-", custodian: "kaarten-" };

/** An invitation says the id of a group and not what it is. Before there is a directory its beginning does. */
export const groupIdentifier = (kind: GroupKind, name: string, taken: readonly string[]): string =>
  identifierFrom(name, taken, PREFIXES[kind]);

export function kindOfIdentifier(id: string): GroupKind {
  if (id.startsWith(PREFIXES.rung)) return "rung";
  return id.startsWith(PREFIXES.custodian) ? "custodian" : "team";
}

/** Marks of direction come along unseen with what is copied; no document of the directory takes one, nor another end of a line. */
export const withoutMarks = (text: string): string =>
  text.replaceAll(/\p{Bidi_Control}/gu, "").replaceAll(/[\p{Zl}\p{Zp}]/gu, "\n");

/** A name as it is kept: one line, without what nobody sees in it. */
export const tidy = (name: string): string => withoutMarks(name).replaceAll(/\s+/g, " ").trim();
