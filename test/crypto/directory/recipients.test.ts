// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { parseStatement, recipientsWithout, type Statement } from "#crypto";
import { STATEMENT, xwing } from "./fixture.ts";

const [rung] = STATEMENT.rungs;
/** Beside the fixture's rungs of E alone, one with members of both teams. */
const statement: Statement = parseStatement(
  JSON.stringify({
    ...STATEMENT,
    rungs: [...STATEMENT.rungs, { ...rung, key: xwing(60), id: "raad", name: "Raad", members: ["b", "c"] }],
  }),
);
const left = (...excluded: string[]): string[] => {
  const { teams, rungs } = recipientsWithout(statement, excluded);
  return [...teams, ...rungs].map(({ id }) => id);
};

test("recipients: without exclusions all teams and rungs, in the statement's order", () => {
  expect(left()).toEqual(["oost", "west", "integriteit", "directie", "raad"]);
});

test("recipients: one excluded member excludes every team and rung that contains them, whole", () => {
  expect(left("a")).toEqual(["west", "integriteit", "directie", "raad"]);
  expect(left("b")).toEqual(["west", "integriteit", "directie"]);
  expect(left("c")).toEqual(["oost", "integriteit", "directie"]);
  expect(left("e")).toEqual(["oost", "west", "raad"]);
  expect(left("e", "a")).toEqual(["west", "raad"]);
});

test("recipients: what is left is what the statement says, keys and all", () => {
  expect(recipientsWithout(statement, ["e", "d"])).toEqual({
    teams: [statement.teams[0]],
    rungs: [statement.rungs[2]],
  });
});

test("recipients: an id that nobody has excludes nobody", () => {
  expect(left("z", "", "oost", "A", "a ")).toEqual(left());
});

test("recipients: with everybody excluded nobody is left", () => {
  expect(recipientsWithout(statement, ["a", "b", "c", "d", "e"])).toEqual({ teams: [], rungs: [] });
});

const people = fc.subarray(["a", "b", "c", "d", "e", "f"]);
const groups = fc.array(people, { maxLength: 6 });

test("recipients: nobody who is excluded can read, and nothing else is left out", () => {
  fc.assert(
    fc.property(groups, groups, people, (teams, rungs, excluded) => {
      const [team, anyRung] = [statement.teams[0], statement.rungs[0]];
      if (team === undefined || anyRung === undefined) throw new Error("the fixture has a team and a rung");
      const given: Statement = {
        ...statement,
        teams: teams.map((members) => ({ ...team, members })),
        rungs: rungs.map((members) => ({ ...anyRung, members })),
      };
      const recipients = recipientsWithout(given, excluded);
      const reading = [...recipients.teams, ...recipients.rungs];
      expect(reading.flatMap(({ members }) => members).filter((id) => excluded.includes(id))).toEqual([]);
      const omitted = [...given.teams, ...given.rungs].filter((group) => !reading.includes(group));
      expect(omitted.every(({ members }) => members.some((id) => excluded.includes(id)))).toBe(true);
      expect(reading).toHaveLength(new Set(reading).size);
    }),
  );
});
