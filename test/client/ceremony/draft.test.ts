// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import {
  equalBytes,
  formatStatement,
  haveSameSigners,
  openKeyOffer,
  parseStatement,
  parseVerifierKey,
  requireSuccession,
  signingKey,
  signKeyOffer,
  type KeyOffer,
  type Offer,
  type Statement,
} from "#crypto";
import { subjectOf, withEdit, withoutEdit, type Edit } from "../../../client/ceremony/edits.ts";
import { lacksOf } from "../../../client/ceremony/lacks.ts";
import { draftStatement, type Accepted, type Sources } from "../../../client/worker/ceremony-draft.ts";
import { rebase } from "../../../client/worker/ceremony-rebase.ts";
import { ed25519, ORIGIN, STATEMENT, xwing } from "./statement.ts";

const key = (mark: number) => signingKey(new Uint8Array(32).fill(mark));

/** Made by whoever has this mark: members of the statement have 30 and their lane. */
const offer = (mark: number, group: string, epoch: number, made: number): KeyOffer =>
  openKeyOffer(signKeyOffer({ group, epoch, key: xwing(made) }, ORIGIN, key(mark)), ORIGIN);

const accepted = (change: Partial<Offer>, mark = 80): Accepted => ({
  offer: { kind: "member", id: "gijs", name: "Gijs", organisation: "Dienst", groups: [], ...change },
  identity: ed25519(mark),
});

const sources = (change: Partial<Sources> = {}): Sources => ({
  origin: ORIGIN,
  invitations: new Map(),
  offers: [],
  tokens: new Map(),
  ...change,
});

/** A draft that lacks nothing is one that the format takes, after the one in force. */
function requireSignable(statement: Statement, base = STATEMENT): void {
  const next = haveSameSigners(base, statement) ? statement : { ...statement, successions: [5] };
  requireSuccession({ index: 4, statement: base }, { index: 5, statement: parseStatement(formatStatement(next)) });
}

const joins = { what: "join", invitation: "01" } as const;
const teamOf = (statement: Statement, id: string) => statement.teams.find((team) => team.id === id);

test("draft: the statement that everything starts from is one that can be signed", () => {
  expect(lacksOf(STATEMENT, [])).toEqual([]);
  requireSignable({ ...STATEMENT, themes: [] });
});

test("draft: who leaves takes nothing along, and their team waits for a key that a colleague makes", () => {
  const edits: Edit[] = [
    { what: "leave", member: "bas" },
    {
      what: "group",
      kind: "team",
      id: "oost",
      name: "Team Oost",
      members: ["anna", "els"],
      isConfidential: true,
      isRenewed: false,
    },
  ];
  const waiting = draftStatement(STATEMENT, edits, sources());
  expect(waiting.keys).toEqual([{ lack: "key", kind: "team", id: "oost", name: "Team Oost", makers: ["Anna"] }]);
  expect(waiting.statement.members.map(({ id }) => id)).not.toContain("bas");
  expect(waiting.statement.former.map(({ name }) => name)).toContain("Bas");

  const made = draftStatement(STATEMENT, edits, sources({ offers: [offer(31, "oost", 1, 90)] }));
  expect(made.keys).toEqual([]);
  expect(teamOf(made.statement, "oost")).toMatchObject({ epoch: 1, members: ["anna", "els"] });
  expect(teamOf(made.statement, "oost")?.key).toEqual(xwing(90));
  requireSignable(made.statement);
});

test("draft: a key counts only where somebody made it who will be in the group, and only the next one", () => {
  const edits: Edit[] = [
    {
      what: "group",
      kind: "team",
      id: "oost",
      name: "Team Oost",
      members: ["anna", "els"],
      isConfidential: true,
      isRenewed: false,
    },
  ];
  for (const wrong of [
    offer(32, "oost", 1, 90),
    offer(33, "oost", 1, 90),
    offer(31, "oost", 2, 90),
    offer(31, "west", 1, 90),
  ])
    expect(draftStatement(STATEMENT, edits, sources({ offers: [wrong] })).keys.length).toBe(1);
  // Of two that fit, that of whoever stands first: everybody's page chooses the same.
  const both = [offer(35, "oost", 1, 91), offer(31, "oost", 1, 90)];
  expect(teamOf(draftStatement(STATEMENT, edits, sources({ offers: both })).statement, "oost")?.key).toEqual(xwing(90));
});

test("draft: a quarter's rotation asks a key of every team and rung, and is one proposal once all are there", () => {
  const edits: Edit[] = [{ what: "rotate" }];
  const groups = [...STATEMENT.teams, ...STATEMENT.rungs];
  const waiting = draftStatement(STATEMENT, edits, sources());
  expect(waiting.keys.map(({ id }) => id)).toEqual(groups.map(({ id }) => id));
  expect(waiting.statement).toEqual(STATEMENT);
  const markOf = (group: (typeof groups)[number]): number =>
    30 + (STATEMENT.members.find(({ id }) => group.members.includes(id))?.lane ?? 0);
  const offers = groups.map((group, i) => offer(markOf(group), group.id, group.epoch + 1, 90 + i));
  const partly = draftStatement(STATEMENT, edits, sources({ offers: offers.slice(1) }));
  expect(partly.keys.map(({ id }) => id)).toEqual([groups[0]?.id]);
  const { statement, keys } = draftStatement(STATEMENT, edits, sources({ offers }));
  expect(keys).toEqual([]);
  for (const [i, { id, epoch, members }] of groups.entries()) {
    const renewed = [...statement.teams, ...statement.rungs].find((group) => group.id === id);
    expect(renewed).toMatchObject({ epoch: epoch + 1, key: xwing(90 + i), members });
  }
  expect(statement.custodians).toEqual(STATEMENT.custodians);
  requireSignable(statement);
  // Somebody whose rotation was signed first: another one is for whoever wants it to ask for again.
  expect(rebase(edits, STATEMENT, statement, sources()).lost).toEqual(edits);
  expect(rebase(edits, STATEMENT, { ...STATEMENT, themes: [] }, sources()).kept).toEqual(edits);
});

test("draft: the same people keep their key, unless somebody wants the next", () => {
  const offers = [offer(31, "oost", 1, 90)];
  const edit = (isRenewed: boolean): Edit => ({
    what: "group",
    kind: "team",
    id: "oost",
    name: "Oostkant",
    members: ["bas", "anna"],
    isConfidential: true,
    isRenewed,
  });
  const kept = draftStatement(STATEMENT, [edit(false)], sources({ offers }));
  expect(teamOf(kept.statement, "oost")).toMatchObject({ epoch: 0, name: "Oostkant" });
  requireSignable(kept.statement);
  const renewed = draftStatement(STATEMENT, [edit(true)], sources({ offers }));
  expect(teamOf(renewed.statement, "oost")?.epoch).toBe(1);
  requireSignable(renewed.statement);
  expect(draftStatement(STATEMENT, [edit(true)], sources()).keys.length).toBe(1);
});

test("draft: who was invited comes in with the groups that they were invited for", () => {
  const groups = [{ id: "oost", name: "Team Oost", epoch: 1, makes: true }];
  const invitations = new Map([["01", accepted({ groups })]]);
  const drafted = draftStatement(STATEMENT, [joins], sources({ invitations, offers: [offer(80, "oost", 1, 90)] }));
  expect(drafted.keys).toEqual([]);
  expect(drafted.statement.members.at(-1)).toEqual({ id: "gijs", name: "Gijs", lane: 7, key: ed25519(80) });
  expect(teamOf(drafted.statement, "oost")?.members).toEqual(["anna", "bas", "gijs"]);
  requireSignable(drafted.statement);
});

test("draft: who was invited again keeps their name, id and teams, with another key and lane", () => {
  const invitations = new Map([["01", accepted({ id: "anna", name: "Anna" })]]);
  const { statement, keys } = draftStatement(STATEMENT, [joins], sources({ invitations }));
  expect(keys).toEqual([]);
  expect(statement.members.find(({ id }) => id === "anna")).toEqual({
    id: "anna",
    name: "Anna",
    lane: 7,
    key: ed25519(80),
  });
  expect(statement.teams).toEqual(STATEMENT.teams);
  requireSignable(statement);
});

test("draft: an invitation that nobody accepted brings nobody in", () => {
  const { statement, edits } = draftStatement(STATEMENT, [joins], sources());
  expect(statement).toEqual(STATEMENT);
  expect(edits).toEqual([]);
});

test("draft: a signer is replaced by whoever was invited for that role, and for no other", () => {
  const invitations = new Map([["01", accepted({ kind: "signer", id: "spare" })]]);
  const replace = (role: "spare" | "officer"): Edit => ({ what: "signer", role, invitation: "01" });
  const { statement } = draftStatement(STATEMENT, [replace("spare")], sources({ invitations }));
  expect(equalBytes(parseVerifierKey(statement.signers.spare).publicKey, ed25519(80))).toBe(true);
  requireSignable(statement);
  expect(draftStatement(STATEMENT, [replace("officer")], sources({ invitations })).edits).toEqual([]);
});

test("draft: the first list is made of invitations alone", () => {
  const nobody: Statement = {
    ...STATEMENT,
    members: [],
    former: [],
    nextLane: 1,
    teams: [],
    rungs: [],
    ladder: [],
    custodians: [],
  };
  const people = ["anna", "bas", "carla", "daan"].map((id, i) => {
    const [group, name] = i < 2 ? ["team-oost", "Team Oost"] : ["team-west", "Team West"];
    const makes = i % 2 === 0;
    const groups = [
      { id: group, name, epoch: 0, makes },
      ...(i === 0 ? [{ id: "trede-or", name: "OR", epoch: 0, makes }] : []),
    ];
    return [id, accepted({ id, name: id, groups }, 31 + i)] as const;
  });
  const offers = [offer(31, "team-oost", 0, 90), offer(33, "team-west", 0, 91), offer(31, "trede-or", 0, 92)];
  const edits = people.map(([invitation]): Edit => ({ what: "join", invitation }));
  const { statement, keys } = draftStatement(nobody, edits, sources({ invitations: new Map(people), offers }));
  expect(keys).toEqual([]);
  expect(lacksOf(statement, keys)).toEqual([]);
  expect(statement.members.map(({ lane }) => lane)).toEqual([1, 2, 3, 4]);
  expect(statement.teams.map(({ id, epoch, members }) => [id, epoch, members])).toEqual([
    ["team-oost", 0, ["anna", "bas"]],
    ["team-west", 0, ["carla", "daan"]],
  ]);
  expect(statement.rungs).toMatchObject([{ id: "trede-or", confidential: true, members: ["anna"] }]);
  formatStatement(statement);

  const fewer = draftStatement(nobody, edits.slice(0, 3), sources({ invitations: new Map(people), offers }));
  expect(lacksOf(fewer.statement, fewer.keys).map(({ lack }) => lack)).toEqual(["members", "size"]);
});

test("draft: a team that ends leaves the ladder and nobody behind", () => {
  const { statement } = draftStatement(STATEMENT, [{ what: "dissolve", group: "directie" }], sources());
  expect(statement.rungs.map(({ id }) => id)).toEqual(["integriteit"]);
  expect(statement.ladder).toEqual(["integriteit"]);
  requireSignable(statement);
});

test("draft: token keys come at the end, once", () => {
  const [known] = STATEMENT.tokens;
  const added = {
    purpose: "pass" as const,
    hash: new Uint8Array(ed25519(81)),
    from: "2026-12-01",
    until: "2027-12-01",
  };
  const tokens = new Map([["aa", added], ...(known === undefined ? [] : [["bb", known] as const])]);
  const { statement } = draftStatement(STATEMENT, [{ what: "tokens", keys: ["bb", "aa"] }], sources({ tokens }));
  expect(statement.tokens).toEqual([...STATEMENT.tokens, added]);
  requireSignable(statement);
});

test("draft: two wishes for one thing are the later one", () => {
  const leave: Edit = { what: "leave", member: "bas" };
  const rename: Edit = { what: "rename", member: "bas", name: "Sebas" };
  const themes: Edit = { what: "themes", names: ["A"] };
  const edits = withEdit(withEdit([leave], themes), rename);
  expect(edits).toEqual([rename, themes]);
  expect(withoutEdit(edits, subjectOf(leave))).toEqual([themes]);
});

test("draft: on top of what somebody else changed, wishes stay but those about the same", () => {
  const after: Statement = { ...STATEMENT, themes: ["Anders"], members: STATEMENT.members.map((one) => ({ ...one })) };
  const edits: Edit[] = [
    { what: "themes", names: ["Mijn"] },
    { what: "units", names: ["Mijn"] },
    { what: "leave", member: "bas" },
    joins,
  ];
  const invitations = new Map([["01", accepted({})]]);
  const { kept, lost } = rebase(edits, STATEMENT, after, sources({ invitations }));
  expect(lost).toEqual(edits.slice(0, 1));
  expect(kept).toEqual(edits.slice(1));
});

test("draft: whatever a wish is about, somebody else's change of that is noticed", () => {
  const invitations = new Map([["01", accepted({ id: "anna" })]]);
  const renamed = <Item extends { readonly id: string; readonly name: string }>(
    list: readonly Item[],
    id: string,
  ): Item[] => list.map((item) => (item.id === id ? { ...item, name: "Anders" } : item));
  const { holidays, terms, witnesses, clauses, signers } = STATEMENT;
  const cases: readonly (readonly [Edit, Partial<Statement>])[] = [
    [{ what: "organisation", name: "Mijn", relay: "https://x.example" }, { relay: "https://other.example" }],
    [joins, { members: renamed(STATEMENT.members, "anna") }],
    [{ what: "leave", member: "anna" }, { members: renamed(STATEMENT.members, "anna") }],
    [{ what: "rename", member: "anna", name: "Mijn" }, { members: renamed(STATEMENT.members, "anna") }],
    [
      { what: "group", kind: "team", id: "oost", name: "Mijn", members: [], isConfidential: true, isRenewed: false },
      { teams: renamed(STATEMENT.teams, "oost") },
    ],
    [{ what: "dissolve", group: "directie" }, { rungs: renamed(STATEMENT.rungs, "directie") }],
    [{ what: "ladder", rungs: [] }, { ladder: ["integriteit"] }],
    [{ what: "signer", role: "spare", invitation: "01" }, { signers: { ...signers, spare: signers.officer } }],
    [{ what: "terms", terms }, { terms: { ...terms, answer: 40 } }],
    [{ what: "units", names: [] }, { units: [] }],
    [{ what: "themes", names: [] }, { themes: [] }],
    [{ what: "clauses", clauses: [] }, { clauses: clauses.slice(1) }],
    [{ what: "holidays", holidays }, { holidays: { ...holidays, days: [] } }],
    [{ what: "releaseDays", days: [] }, { releaseDays: [] }],
    [{ what: "witnesses", witnesses: [] }, { witnesses: witnesses.slice(1) }],
  ];
  for (const [edit, change] of cases) {
    expect(rebase([edit], STATEMENT, { ...STATEMENT, ...change }, sources({ invitations })).lost).toEqual([edit]);
    expect(rebase([edit], STATEMENT, structuredClone(STATEMENT), sources({ invitations })).kept).toEqual([edit]);
  }
  // Token keys are only ever added: nothing that somebody else added is in the way.
  const tokens: Edit = { what: "tokens", keys: ["aa"] };
  expect(rebase([tokens], STATEMENT, { ...STATEMENT, tokens: [] }, sources()).kept).toEqual([tokens]);
});
