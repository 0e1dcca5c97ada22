// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  base64urlDecode,
  formatStatement,
  parseStatement,
  requireSuccession,
  withGroupKey,
  withMember,
  withMemberKey,
  withoutMember,
  type Statement,
} from "#crypto";
import { expectCode } from "../hostile.ts";
import { ed25519, STATEMENT, xwing } from "./fixture.ts";

const BEFORE = parseStatement(JSON.stringify(STATEMENT));
const signing = (mark: number): Uint8Array => base64urlDecode(ed25519(mark));
const sealing = (mark: number): Uint8Array => base64urlDecode(xwing(mark));

/** That a change can be signed and follows; the statement as it is read back. */
function published(after: Statement, before = BEFORE, index = 1): Statement {
  const read = parseStatement(formatStatement(after));
  requireSuccession({ index: index - 1, statement: before }, { index, statement: read });
  return read;
}

test("directory: whoever joins gets the next lane, and is in no team yet", () => {
  const after = published(withMember(BEFORE, { id: "f", name: "F", key: signing(60) }));
  expect(after.members.at(-1)).toEqual({ id: "f", name: "F", lane: 7, key: signing(60) });
  expect(after.nextLane).toBe(8);
  expect(after.teams).toEqual(BEFORE.teams);
});

test("directory: whoever leaves is out of every team and rung, and stays readable", () => {
  const larger = parseStatement(
    JSON.stringify({
      ...STATEMENT,
      teams: [{ ...STATEMENT.teams[0], members: ["a", "b", "e"] }, STATEMENT.teams[1]],
      rungs: [{ ...STATEMENT.rungs[0], members: ["a", "e"] }, STATEMENT.rungs[1]],
    }),
  );
  const left = withoutMember(larger, "a");
  expect(left.members.map(({ id }) => id)).toEqual(["b", "c", "d", "e"]);
  expect(left.former.at(-1)).toEqual({ name: "A", lane: 1, key: signing(30) });
  expect([left.teams[0]?.members, left.rungs[0]?.members]).toEqual([["b", "e"], ["e"]]);
  // What they could read with is what others read with no more.
  expectCode(() => published(left, larger), "inconsistent");
  expectCode(() => published(withGroupKey(left, "oost", sealing(60)), larger), "inconsistent");
  published(withGroupKey(withGroupKey(left, "oost", sealing(60)), "integriteit", sealing(61)), larger);
  // A team of one is none.
  expectCode(() => formatStatement(withoutMember(left, "b")), "malformed");
});

test("directory: whoever lost their keyring is the same person in the same groups, in another lane", () => {
  const after = published(withMemberKey(BEFORE, "a", signing(60)));
  expect(after.members[0]).toEqual({ id: "a", name: "A", lane: 7, key: signing(60) });
  expect(after.former.at(-1)).toEqual({ name: "A", lane: 1, key: signing(30) });
  expect([after.nextLane, after.teams]).toEqual([8, BEFORE.teams]);
});

test("directory: a new key begins the next epoch of its team, rung or custodian, and of no other", () => {
  const epochs = ({ teams, rungs, custodians }: Statement): number[] =>
    [...teams, ...rungs, ...custodians].map(({ epoch }) => epoch);
  expect(epochs(BEFORE)).toEqual([0, 3, 0, 1, 0]);
  const changed = ["west", "directie", "vangnet"].map((id) => published(withGroupKey(BEFORE, id, sealing(60))));
  expect(changed.map(epochs)).toEqual([
    [0, 4, 0, 1, 0],
    [0, 3, 0, 2, 0],
    [0, 3, 0, 1, 1],
  ]);
  expect(changed[0]?.teams[1]?.key).toEqual(sealing(60));
});

test("directory: nobody and no group of a name is a defect of ours", () => {
  expect(() => withoutMember(BEFORE, "z")).toThrow(RangeError);
  expect(() => withMemberKey(BEFORE, "oost", signing(60))).toThrow(RangeError);
  expect(() => withGroupKey(BEFORE, "a", sealing(60))).toThrow(RangeError);
});

test("directory: what was there before a change is as it was", () => {
  const copy = structuredClone(BEFORE);
  withoutMember(withMemberKey(withGroupKey(BEFORE, "oost", sealing(60)), "a", signing(60)), "a");
  expect(BEFORE).toEqual(copy);
});

// Keys of the fixture have marks up to 47; those of the steps come after.
const steps = fc.array(fc.constantFrom("join", "key", "leave", "group"), { minLength: 1, maxLength: 8 });

test("directory: steps in any order make a document that follows, one after another", () => {
  let mark = 100;
  fc.assert(
    fc.property(steps, (kinds) => {
      let [before, index] = [BEFORE, 0];
      const taken: number[] = [];
      for (const kind of kinds) {
        mark = mark >= 250 ? 100 : mark + 1;
        const id = `n${index}`;
        if (kind === "join")
          before = published(withMember(before, { id, name: id, key: signing(mark) }), before, ++index);
        if (kind === "group") before = published(withGroupKey(before, "oost", sealing(mark)), before, ++index);
        if (kind === "key") before = published(withMemberKey(before, "e", signing(mark)), before, ++index);
        const last = before.members.at(-1);
        if (kind === "leave" && last !== undefined && last.id !== "e")
          before = published(withoutMember(before, last.id), before, ++index);
        taken.push(before.nextLane);
        const lanes = [...before.members, ...before.former].map(({ lane }) => lane);
        expect(new Set(lanes).size).toBe(lanes.length);
        expect(lanes.length).toBe(before.nextLane - 1);
      }
      expect(taken).toEqual(taken.toSorted((x, y) => x - y));
    }),
    { numRuns: 15 },
  );
});
