// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { AT_ONCE, peopleToShow } from "../../../client/case/people.ts";

const person = (id: string, name: string, group = "Team Oost"): { id: string; name: string; groups: string[] } => ({
  id,
  name,
  groups: [group],
});
const many = Array.from({ length: 30 }, (_, i) => person(`p${i}`, `Collega ${i}`));
const people = [...many, person("renee", "Renée de Wit", "Directie"), person("noor", "Noor Haddad", "Team West")];
const namesOf = (typed: string, chosen: string[] = []): string[] =>
  peopleToShow(people, typed, chosen).map(({ name }) => name);

test("people: a short list is shown whole, whatever is typed", () => {
  const few = people.slice(0, AT_ONCE);
  expect(peopleToShow(few, "zzz", [])).toEqual(few);
});

test("people: of a long list nobody is shown until something is typed, but who was chosen", () => {
  expect(namesOf("")).toEqual([]);
  expect(namesOf("  ", ["noor", "p3"])).toEqual(["Collega 3", "Noor Haddad"]);
  expect(namesOf("wit", ["noor"])).toEqual(["Renée de Wit", "Noor Haddad"]);
});

test("people: names are found by any part, without accents or capitals, and by their group", () => {
  expect(namesOf("RENEE")).toEqual(["Renée de Wit"]);
  expect(namesOf("wit de")).toEqual(["Renée de Wit"]);
  expect(namesOf("west")).toEqual(["Noor Haddad"]);
  expect(namesOf("wit west")).toEqual([]);
});

test("people: no more than can be looked over at once, besides who was chosen", () => {
  expect(namesOf("collega")).toHaveLength(AT_ONCE);
  expect(namesOf("collega", ["p29"])).toHaveLength(AT_ONCE + 1);
});
