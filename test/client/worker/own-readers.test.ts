// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { sha256, withMemberKey, type Statement } from "#crypto";
import { FORMER_KEPT, type About } from "../../../client/worker/note.ts";
import { readersOf, reopeningOf, sealingTo } from "../../../client/worker/own-readers.ts";
import { organisationAfter } from "./generations.ts";
import { seed, STATEMENT } from "./history.ts";

const NOW = { fresh: true, since: Math.floor(Date.now() / 1000) };
const west = ({ teams }: Statement): Statement["teams"][number] => {
  const team = teams.find(({ id }) => id === "west");
  if (team === undefined) throw new Error("no such team");
  return team;
};
const aboutOf = (statement: Statement, before: About | null = null): About => ({
  date: "2026-11-25",
  team: "west",
  title: "Titel",
  recipient: seed(3),
  ...sealingTo(west(statement), statement, before),
});

test("readers: a signal that was just sent is read by whom it was sealed to, and by nobody else", () => {
  expect(readersOf(aboutOf(STATEMENT), STATEMENT)).toEqual({ now: ["C", "D"], still: [], former: [], joining: [] });
});

test("readers: whoever comes back to the team is a former reader no more", () => {
  const first = aboutOf(STATEMENT);
  const second = aboutOf(organisationAfter(1).statement, first);
  expect(second).toMatchObject({ readers: [3, 5], former: [4] });
  expect(aboutOf(STATEMENT, second)).toMatchObject({ readers: [3, 4], former: [5] });
});

test("readers: of those who read no more the oldest are forgotten first", () => {
  const many = Array.from({ length: FORMER_KEPT }, (_, i) => 100 + i);
  const { former } = aboutOf(organisationAfter(1).statement, { ...aboutOf(STATEMENT), former: many });
  expect(former).toEqual([...many.slice(1), 4]);
});

test("readers: a member who got another key is the same person", () => {
  const statement = withMemberKey(STATEMENT, "d", seed(99));
  expect(readersOf(aboutOf(STATEMENT), statement)).toEqual({ now: ["C", "D"], still: [], former: [], joining: [] });
});

test("reopening: only where the team has another key, which is vouched for, and nobody in it must not see it", () => {
  const about = aboutOf(STATEMENT);
  const { statement } = organisationAfter(1);
  const nobody = { excluded: [] };
  expect(reopeningOf(about, nobody, { statement: STATEMENT, vouching: NOW })).toBe("none");
  expect(reopeningOf(about, nobody, { statement, vouching: NOW })).toBe("due");
  expect(reopeningOf(about, null, { statement, vouching: NOW })).toBe("unread");
  expect(reopeningOf(about, { excluded: ["a", "e"] }, { statement, vouching: NOW })).toBe("excluded");
  expect(reopeningOf(about, { excluded: ["a", "d"] }, { statement, vouching: NOW })).toBe("due");
  const aDayAgo = { fresh: true, since: NOW.since - 24 * 3600 - 60 };
  expect(reopeningOf(about, nobody, { statement, vouching: aDayAgo })).toBe("unvouched");
  expect(reopeningOf(null, nobody, { statement, vouching: NOW })).toBe("none");
  expect(reopeningOf({ ...about, team: "weg" }, null, { statement, vouching: NOW })).toBe("none");
  expect(reopeningOf({ ...about, current: sha256(west(statement).key) }, null, { statement, vouching: NOW })).toBe(
    "none",
  );
});
