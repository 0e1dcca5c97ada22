// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  directoryKeyName,
  equalBytes,
  formatVerifierKey,
  withMember,
  withMemberKey,
  withoutMember,
  type KeyOffer,
  type Offer,
  type SignerRole,
  type Statement,
} from "#crypto";
import type { GroupKind } from "../ceremony/change.ts";
import { allGroupsOf, type Group } from "../ceremony/changes-groups.ts";
import { isSame } from "../ceremony/compare.ts";
import type { Edit } from "../ceremony/edits.ts";
import type { KeyLack } from "../ceremony/lacks.ts";
import { kindOfIdentifier } from "../ceremony/names.ts";

// From a statement and what somebody wants to be different to the statement they would sign. Pure: nothing is asked of anybody.

export interface Accepted {
  readonly offer: Offer;
  /** Ed25519 public key. */
  readonly identity: Uint8Array;
}

/** What edits name and the page does not hold. */
export interface Sources {
  readonly origin: string;
  /** By hash, hex: own ones that were accepted with their own code. */
  readonly invitations: ReadonlyMap<string, Accepted>;
  readonly offers: readonly KeyOffer[];
  /** Of the ledger, by hash, hex. */
  readonly tokens: ReadonlyMap<string, Statement["tokens"][number]>;
}

export interface Drafted {
  /** Keys that nobody offered yet are empty in it. */
  readonly statement: Statement;
  /** Groups that need a next key. */
  readonly keys: readonly KeyLack[];
  /** Those of the edits that could be made. */
  readonly edits: readonly Edit[];
}

type Apply = (statement: Statement, sources: Sources) => Statement;

const NO_KEY = new Uint8Array(0);

function withGroup(statement: Statement, group: Group): Statement {
  const { kind, id, name, epoch, key, members, isConfidential } = group;
  const put = <Entry extends { readonly id: string }>(list: readonly Entry[], entry: Entry): Entry[] => {
    const at = list.findIndex((each) => each.id === id);
    return at < 0 ? [...list, entry] : list.with(at, entry);
  };
  const shared = { id, name, epoch, key, members: [...members] };
  switch (kind) {
    case "team":
      return { ...statement, teams: put(statement.teams, shared) };
    case "rung":
      return { ...statement, rungs: put(statement.rungs, { ...shared, confidential: isConfidential }) };
    case "custodian": {
      const [member = ""] = members;
      return { ...statement, custodians: put(statement.custodians, { id, name, epoch, key, member }) };
    }
  }
}

function groupOf(statement: Statement, id: string, name: string, kind: GroupKind): Group {
  const known = allGroupsOf(statement).find((group) => group.id === id);
  return known ?? { kind, id, name, epoch: 0, key: NO_KEY, members: [], isConfidential: true };
}

/** Somebody new goes where they were invited for; who is in the list already gets another key and stays where they are. */
function joined(statement: Statement, { offer, identity }: Accepted): Statement {
  const { id, name, groups } = offer;
  if (statement.members.some((member) => member.id === id)) return withMemberKey(statement, id, identity);
  const added = withMember(statement, { id, name, key: identity });
  return groups.reduce((result, invited) => {
    const group = groupOf(result, invited.id, invited.name, kindOfIdentifier(invited.id));
    const members = group.kind === "custodian" ? [id] : [...group.members, id];
    return withGroup(result, { ...group, members });
  }, added);
}

function without(statement: Statement, id: string): Statement {
  const others = <Entry extends { readonly id: string }>(list: readonly Entry[]): Entry[] =>
    list.filter((entry) => entry.id !== id);
  return {
    ...statement,
    teams: others(statement.teams),
    rungs: others(statement.rungs),
    custodians: others(statement.custodians),
    ladder: statement.ladder.filter((rung) => rung !== id),
  };
}

function left(statement: Statement, id: string): Statement {
  const { custodians, ...rest } = withoutMember(statement, id);
  // A custodian is one person: without them there is none.
  return { ...rest, custodians: custodians.filter(({ member }) => member !== id) };
}

function withSigner(statement: Statement, role: SignerRole, publicKey: Uint8Array, origin: string): Statement {
  const key = formatVerifierKey({ name: directoryKeyName(origin, role), type: 1, publicKey });
  return { ...statement, signers: { ...statement.signers, [role]: key } };
}

function withTokens(statement: Statement, keys: readonly string[], { tokens }: Sources): Statement {
  const added = keys.flatMap((hash) => tokens.get(hash) ?? []);
  const isNamed = ({ hash }: Statement["tokens"][number]): boolean =>
    statement.tokens.some((token) => equalBytes(token.hash, hash));
  // Passes name a key by its place: new ones come at the end.
  return { ...statement, tokens: [...statement.tokens, ...added.filter((token) => !isNamed(token))] };
}

const knows = ({ members }: Statement, id: string): boolean => members.some((member) => member.id === id);

/** Null where what it names is not there. */
function applyOf(edit: Edit, { members }: Statement, sources: Sources): Apply | null {
  switch (edit.what) {
    case "organisation":
      return (statement) => ({ ...statement, organisation: edit.name, relay: edit.relay });
    case "join": {
      const accepted = sources.invitations.get(edit.invitation);
      return accepted?.offer.kind === "member" ? (statement) => joined(statement, accepted) : null;
    }
    case "leave":
      return members.some(({ id }) => id === edit.member) ? (statement) => left(statement, edit.member) : null;
    case "rename":
      return (statement) => ({
        ...statement,
        members: statement.members.map((member) =>
          member.id === edit.member ? { ...member, name: edit.name } : member,
        ),
      });
    case "group":
      return (statement) => {
        const { kind, id, name, isConfidential } = edit;
        const known = groupOf(statement, id, name, kind);
        return withGroup(statement, {
          ...known,
          name,
          isConfidential,
          members: edit.members.filter((member) => knows(statement, member)),
        });
      };
    case "dissolve":
      return (statement) => without(statement, edit.group);
    case "rotate":
      return (statement) => statement;
    case "ladder":
      return (statement) => ({
        ...statement,
        ladder: edit.rungs.filter((id) => statement.rungs.some((rung) => rung.id === id)),
      });
    case "terms":
      return (statement) => ({ ...statement, terms: edit.terms });
    case "units":
    case "themes":
      return (statement) => ({ ...statement, [edit.what]: [...edit.names] });
    case "clauses":
      return (statement) => ({ ...statement, clauses: edit.clauses });
    case "holidays":
      return (statement) => ({ ...statement, holidays: edit.holidays });
    case "releaseDays":
      return (statement) => ({ ...statement, releaseDays: [...edit.days] });
    case "witnesses":
      return (statement) => ({ ...statement, witnesses: edit.witnesses });
    case "tokens":
      return (statement) => withTokens(statement, edit.keys, sources);
    case "signer": {
      const accepted = sources.invitations.get(edit.invitation);
      if (accepted?.offer.kind !== "signer" || accepted.offer.id !== edit.role) return null;
      return (statement) => withSigner(statement, edit.role, accepted.identity, sources.origin);
    }
  }
}

/** People first: groups are made of who is there. */
const ORDER: readonly Edit["what"][] = ["join", "rename", "group", "leave", "dissolve", "ladder"];
const rankOf = ({ what }: Edit): number => (ORDER.includes(what) ? ORDER.indexOf(what) : ORDER.length);

const isByMember = ({ identity }: KeyOffer, group: Group, { members }: Statement): boolean =>
  members.some(({ id, key }) => group.members.includes(id) && equalBytes(key, identity));

/** The next key of a group that one of its people, as they will be, made: of more than one whoever stands first. */
export function offerFor(
  group: Group,
  epoch: number,
  statement: Statement,
  offers: readonly KeyOffer[],
): KeyOffer | null {
  const fitting = offers.filter(
    (offer) => offer.group === group.id && offer.epoch === epoch && isByMember(offer, group, statement),
  );
  const placeOf = ({ identity }: KeyOffer): number =>
    statement.members.findIndex(({ key }) => equalBytes(key, identity));
  return fitting.toSorted((a, b) => placeOf(a) - placeOf(b))[0] ?? null;
}

function needsKey(group: Group, was: Group | undefined, edits: readonly Edit[]): boolean {
  if (was === undefined) return true;
  if (group.kind !== "custodian" && edits.some(({ what }) => what === "rotate")) return true;
  if (edits.some((edit) => edit.what === "group" && edit.id === group.id && edit.isRenewed)) return true;
  return !isSame(was.members.toSorted(), group.members.toSorted());
}

/** Whoever stays can make it. Who comes in by an invitation makes it when they accept that. */
function lackOf({ kind, id, name, members }: Group, was: Group | undefined, statement: Statement): KeyLack {
  const staying = members.filter((member) => was?.members.includes(member));
  const able = staying.length > 0 ? staying : members;
  const makers = statement.members.filter((member) => able.includes(member.id)).map((member) => member.name);
  return { lack: "key", kind, id, name, makers };
}

export function draftStatement(base: Statement, edits: readonly Edit[], sources: Sources): Drafted {
  const made = edits.filter((edit) => applyOf(edit, base, sources) !== null);
  const ordered = made.toSorted((a, b) => rankOf(a) - rankOf(b));
  let statement = ordered.reduce((result, edit) => applyOf(edit, base, sources)?.(result, sources) ?? result, base);
  const before = allGroupsOf(base);
  const keys: KeyLack[] = [];
  for (const group of allGroupsOf(statement)) {
    const was = before.find(({ id }) => id === group.id);
    if (!needsKey(group, was, made)) continue;
    const epoch = was === undefined ? 0 : was.epoch + 1;
    const offer = offerFor(group, epoch, statement, sources.offers);
    if (offer === null) keys.push(lackOf(group, was, statement));
    else statement = withGroup(statement, { ...group, epoch, key: offer.key });
  }
  return { statement, keys, edits: made };
}
