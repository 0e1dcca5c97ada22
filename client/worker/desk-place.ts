// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { MemberEntry, Statement } from "#crypto";
import type { Writers } from "./desk-case.ts";
import { memberNamed, type Naming } from "./desk-view.ts";
import { WorkerFailure } from "./failure.ts";
import { isFormer, shownTeam, writerIn, type VouchedOrganisation } from "./organisation.ts";
import type { Member } from "../protocol/index.ts";
import type { SeedRecord } from "./seed-record.ts";
import { groupsWith, heldOf, type SharedGroup } from "./seeds.ts";
import type { SignedIn } from "./sign-in.ts";
import { epochsOf } from "./team-history.ts";

/** Somebody's place at a desk, as the list of keys has it. */
export interface Place {
  readonly organisation: VouchedOrganisation;
  readonly member: MemberEntry;
  readonly record: SeedRecord;
  readonly team: SharedGroup;
  readonly naming: Naming;
}

/** @throws WorkerFailure `no_team`, or `keyring_behind` where none of the team's keys is here */
function requireTeam(statement: Statement, { held, member }: SignedIn): SharedGroup {
  const teams = groupsWith(statement, member.id).filter(({ id }) => statement.teams.some((team) => team.id === id));
  const [team] = teams;
  if (team === undefined) throw new WorkerFailure("no_team", "a member of no team");
  if (heldOf(held.contents.seeds, team) === "none")
    throw new WorkerFailure("keyring_behind", "this keyring has no key of its owner's team");
  return team;
}

function namingOf({ statement }: VouchedOrganisation, { id }: SharedGroup, { history }: SeedRecord): Naming {
  const team = statement.teams.find((entry) => entry.id === id);
  if (team === undefined) throw new WorkerFailure("directory_unsound", "the directory has no team of yours");
  return { statement, team, epochs: epochsOf(history, id) };
}

/** @throws WorkerFailure `no_team` or `keyring_behind` */
export function placeOf(organisation: VouchedOrganisation, signedIn: SignedIn): Place {
  const { member, record } = signedIn;
  const team = requireTeam(organisation.statement, signedIn);
  return { organisation, member, record, team, naming: namingOf(organisation, team, record) };
}

/** Everybody who writes or did, and who of them ever shared a key of this team. */
export function writersOf({ organisation: { origin, statement }, naming }: Place): Writers {
  const { members, former } = statement;
  const lanes = [...members, ...former].map(({ lane }) => lane);
  const shared = new Set(naming.epochs.flatMap((epoch) => epoch.members.map(({ lane }) => lane)));
  return {
    origin,
    lanes,
    teamLanes: lanes.filter((lane) => shared.has(lane)),
    isFormer: (lane) => isFormer(statement, lane),
    signerOf: (lane) => writerIn(statement, lane)?.key,
  };
}

export function memberAt({ naming, member: { id, name } }: Place): Member {
  const { statement, team } = naming;
  const members = team.members.map((member) => memberNamed(member, naming));
  return { id, name, team: shownTeam(statement, team), members };
}
