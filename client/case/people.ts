// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { folded } from "./plain-text.ts";

/** Somebody who can be chosen from a list. */
interface Listed {
  readonly id: string;
  readonly name: string;
  readonly groups: readonly string[];
}

/** As many as can be looked over at once; a longer list is searched. */
export const AT_ONCE = 12;

/**
 * Whom to show of a list: all of a short one; of a long one those whose name or group has every word that was typed, at most
 * `AT_ONCE` of them, and always those who are chosen.
 */
export function peopleToShow<Person extends Listed>(
  people: readonly Person[],
  typed: string,
  chosen: readonly string[],
): Person[] {
  if (people.length <= AT_ONCE) return [...people];
  const words = folded(typed)
    .split(/\s+/u)
    .filter((word) => word !== "");
  const fits = ({ name, groups }: Person): boolean =>
    words.length > 0 && words.every((word) => folded([name, ...groups].join(" ")).includes(word));
  const found = people.filter((person) => !chosen.includes(person.id) && fits(person)).slice(0, AT_ONCE);
  return people.filter((person) => chosen.includes(person.id) || found.includes(person));
}
