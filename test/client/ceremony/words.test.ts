// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Change } from "../../../client/ceremony/change.ts";
import { mustCompare, notCompared } from "../../../client/ceremony/compared.ts";
import { dutchHolidays, easter } from "../../../client/ceremony/holidays.ts";
import { lacksOf } from "../../../client/ceremony/lacks.ts";
import { groupIdentifier, identifierFrom, kindOfIdentifier, tidy } from "../../../client/ceremony/names.ts";
import { RULES } from "../../../client/ceremony/rules.ts";
import { ed25519, STATEMENT, xwing } from "./statement.ts";

test("rules: whatever the format refuses is something that people can be told", () => {
  const source = ["sound", "succession", "key-uses", "document"].map((file) =>
    readFileSync(new URL(`../../../crypto/directory/${file}.ts`, import.meta.url), "utf8"),
  );
  const code = source.join("\n").replaceAll(/^\s*(?:\/\/|\*|\/\*\*|import|} from).*$/gm, "");
  // Words of a rule, and not of what is malformed before there is anything to say of it.
  const reasons = [
    ...code.matchAll(/(?<!"(?:malformed|too_few_signatures|bad_signature)",\s*)"([a-z][^"\n]* [^"\n]*)"/g),
  ]
    .map(([, reason = ""]) => reason)
    .toSorted();
  expect(reasons).toEqual(Object.keys(RULES).toSorted());
});

test("holidays: Easter falls where the tables have it", () => {
  // Gregorian computus: earliest and latest possible, and the years of this calendar.
  expect([1818, 1943, 2026, 2027, 2028, 2038].map(easter)).toEqual([
    "1818-03-22",
    "1943-04-25",
    "2026-04-05",
    "2027-03-28",
    "2028-04-16",
    "2038-04-25",
  ]);
});

test("holidays: those of the Netherlands on working days, and King's Day never on a Sunday", () => {
  expect(dutchHolidays("2026-12-01", "2027-12-31")).toEqual([
    "2026-12-25",
    "2027-01-01",
    "2027-03-26",
    "2027-03-29",
    "2027-04-27",
    "2027-05-05",
    "2027-05-06",
    "2027-05-17",
  ]);
  // 27 April 2031 is a Sunday: it is kept on Saturday the 26th, which is no working day either.
  expect(dutchHolidays("2031-04-20", "2031-04-30")).toEqual([]);
  expect(dutchHolidays("", "2027-01-01")).toEqual([]);
});

test("names: a person's name makes an identifier that nobody has, and a group's says what it is", () => {
  expect(identifierFrom("Noor Haddad", [])).toBe("noor-haddad");
  expect(identifierFrom("Noor Haddad", ["noor-haddad", "noor-haddad-2"])).toBe("noor-haddad-3");
  expect(identifierFrom("Zoë d’Aubigné-van ’t Hof", [])).toBe("zoe-d-aubigne-van-t-hof");
  expect(identifierFrom("李", [])).toBe("x");
  expect(identifierFrom("a".repeat(200), [])).toMatch(/^[a-z0-9-]{1,40}$/);
  for (const kind of ["team", "rung", "custodian"] as const)
    expect(kindOfIdentifier(groupIdentifier(kind, "Oost", []))).toBe(kind);
  expect(tidy("  Noor \n Haddad ")).toBe("Noor Haddad");
  expect(tidy("\u200eNoor\u2028Had\u202edad"), "as it is copied from elsewhere").toBe("Noor Haddad");
});

test("lacks: what is missing is counted, and said before anybody signs", () => {
  const lacking = (change: Partial<typeof STATEMENT>): string[] =>
    lacksOf({ ...STATEMENT, ...change }, []).map(({ lack }) => lack);
  expect(lacking({ organisation: " " })).toEqual(["organisation"]);
  expect(lacking({ relay: "" })).toEqual(["relay"]);
  expect(lacking({ signers: { ...STATEMENT.signers, spare: "" } })).toEqual(["signer"]);
  expect(lacking({ witnesses: [] })).toEqual(["witnesses"]);
  expect(lacking({ ladder: ["directie", "integriteit"] })).toEqual(["ladder"]);
  expect(lacking({ terms: { seen: 6, silence: 5, answer: 30 } })).toEqual(["terms"]);
  expect(lacking({ holidays: { ...STATEMENT.holidays, until: "2028-09-30", days: [] } })).toEqual(["calendar"]);
  expect(lacking({ holidays: { ...STATEMENT.holidays, days: ["2029-01-01"] } })).toEqual(["days"]);
  const [oost] = STATEMENT.teams;
  expect(lacking({ teams: oost === undefined ? [] : [oost] })).toEqual(["teams"]);
  expect(lacking({ teams: STATEMENT.teams.map((team) => ({ ...team, members: ["anna", "bas"] })) })).toEqual([
    "shared",
    "shared",
  ]);
});

test("comparing: keys of people are compared by voice; a team's where nobody known signed for it; one's own never", () => {
  const words = { nl: ["een"], en: ["one"] };
  const shown = (change: Change, maker: string | null = null) => ({ change, words, maker });
  const added: Change = { what: "member-added", id: "a", name: "A", key: ed25519(1) };
  const renewed: Change = { what: "group-key", kind: "team", id: "oost", name: "Oost", key: xwing(1) };
  const signer: Change = { what: "signer", role: "officer", isFirst: true, key: "k" };
  expect(mustCompare(shown(added), "council")).toBe(true);
  expect(mustCompare(shown(renewed), "council")).toBe(true);
  expect(mustCompare(shown(renewed, "Anna"), "council")).toBe(false);
  expect(mustCompare(shown(signer), "council")).toBe(true);
  expect(mustCompare(shown(signer), "officer")).toBe(false);
  const changes = [shown(added), shown(renewed, "Anna"), shown(signer)];
  expect(notCompared(changes, new Set([0]), "council")).toEqual([2]);
  expect(notCompared(changes, new Set([0, 2]), "council")).toEqual([]);
});
