// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { emptyRoot, parseStatement, parseVerifierKey, recipientsWithout, type Pin, type Statement } from "#crypto";
import { shownOrganisation, shownRecipients, teamOf } from "../../../client/worker/organisation.ts";
import { ORIGIN, STATEMENT, xwing } from "../../crypto/directory/fixture.ts";

const [rung] = STATEMENT.rungs;
const NOTHING: Pin = { size: 0, root: emptyRoot() };
/** Rungs in another order than they climb in, one of them not on the ladder. */
const statement: Statement = parseStatement(
  JSON.stringify({
    ...STATEMENT,
    rungs: [
      { ...rung, key: xwing(60), id: "los", name: "Los", confidential: false, members: ["e"] },
      { ...rung, key: xwing(61), id: "vierde", name: "Vierde", members: ["d", "e"] },
      { ...rung, key: xwing(62), id: "eerste", name: "Eerste", members: ["a"] },
      { ...rung, key: xwing(63), id: "derde", name: "Derde", members: ["c"] },
      { ...rung, key: xwing(64), id: "tweede", name: "Tweede", members: ["b"] },
    ],
    ladder: ["eerste", "tweede", "derde", "vierde"],
  }),
);
const rungsWithout = (...excluded: string[]): string[] =>
  shownRecipients(statement, recipientsWithout(statement, excluded)).rungs.map(({ id }) => id);

test("organisation: rungs stand in the order in which silence climbs, then the others", () => {
  expect(rungsWithout()).toEqual(["eerste", "tweede", "derde", "vierde", "los"]);
});

test("organisation: rungs that are left keep that order, however many are left out", () => {
  expect(rungsWithout("a")).toEqual(["tweede", "derde", "vierde", "los"]);
  expect(rungsWithout("a", "b")).toEqual(["derde", "vierde", "los"]);
  expect(rungsWithout("a", "b", "c")).toEqual(["vierde", "los"]);
  expect(rungsWithout("e")).toEqual(["eerste", "tweede", "derde"]);
});

test("organisation: a page gets names for ids, and whether a rung keeps what it reads to itself", () => {
  const { teams, rungs } = shownRecipients(statement, statement);
  expect(teams).toEqual([
    { id: "oost", name: "Oost", members: ["A", "B"] },
    { id: "west", name: "West", members: ["C", "D"] },
  ]);
  expect(rungs.at(-2)).toEqual({ id: "vierde", name: "Vierde", members: ["D", "E"], isConfidential: true });
  expect(rungs.at(-1)).toEqual({ id: "los", name: "Los", members: ["E"], isConfidential: false });
  expect(teamOf(statement, "west")).toEqual(teams[1]);
  expect(teamOf(statement, "noord")).toBeNull();
});

test("organisation: a page gets all that the directory says of people, code, terms and days", () => {
  const logKeys = {
    letters: parseVerifierKey(statement.logs.letters),
    directory: parseVerifierKey(statement.logs.directory),
    ledger: parseVerifierKey(statement.logs.ledger),
  };
  const shown = shownOrganisation({
    origin: ORIGIN,
    demo: false,
    slot: 60,
    version: 4,
    statement,
    logKeys,
    passes: null,
    tokenKeys: [],
    ledger: [],
    vouching: { fresh: true, since: 1_795_000_000 },
    pins: { directory: NOTHING, ledger: NOTHING },
    trusted: [],
    evidence: { document: "", changes: [], leaves: { directory: [], ledger: [] } },
  });
  expect(shown).toMatchObject({
    origin: ORIGIN,
    name: "Dienst",
    version: 4,
    units: ["Beleid"],
    clauses: [{ id: "1", text: "Tegenspraak helpt." }],
    terms: { seen: 2, silence: 5, answer: 30 },
    holidays: ["2026-12-25", "2026-12-26"],
    interval: 3600,
    demo: false,
    vouching: { fresh: true, since: 1_795_000_000 },
  });
  expect(shown.people).toEqual([
    { id: "a", name: "A", groups: ["Oost", "Eerste"] },
    { id: "b", name: "B", groups: ["Oost", "Tweede"] },
    { id: "c", name: "C", groups: ["West", "Derde"] },
    { id: "d", name: "D", groups: ["West", "Vierde"] },
    { id: "e", name: "E", groups: ["Los", "Vierde"] },
  ]);
  expect(shown.rungs.map(({ id }) => id)).toEqual(["eerste", "tweede", "derde", "vierde", "los"]);
  expect(structuredClone(shown)).toEqual(shown);
});
