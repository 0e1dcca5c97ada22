// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { parseVerifierKey } from "../log/index.ts";
import { endsInTime, lastDayFrom } from "../token/index.ts";
import { hex } from "../wire/index.ts";
import { requireConsistent } from "./consistent.ts";
import type { Statement } from "./shape.ts";

// What must hold between the parts of one statement (SPEC.md, "What is refused").

const allDifferent = (values: readonly (string | number)[]): boolean => new Set(values).size === values.length;

const isRising = (values: readonly (string | number)[]): boolean =>
  values.every((value, i) => i === 0 || (values[i - 1] ?? value) < value);

/** @throws ProtocolError `inconsistent` */
export function requireSound(statement: Statement): void {
  requireGroups(statement);
  requireLanes(statement);
  requireLadder(statement);
  requireDifferentKeys(statement);
  requireTokens(statement);
  requireDays(statement);
}

function requireGroups({ members, teams, rungs, custodians }: Statement): void {
  const known = new Set(members.map(({ id }) => id));
  requireConsistent(known.size === members.length, "two members with one id");
  requireConsistent(
    allDifferent([...teams, ...rungs, ...custodians].map(({ id }) => id)),
    "two teams, rungs or custodians with one id",
  );
  requireConsistent(allDifferent(teams.flatMap((team) => team.members)), "teams that share a member");
  requireConsistent(
    rungs.every((rung) => allDifferent(rung.members)),
    "a rung with a member twice",
  );
  const named = [...teams, ...rungs].flatMap((group) => group.members);
  requireConsistent(
    [...named, ...custodians.map(({ member }) => member)].every((id) => known.has(id)),
    "a member that is not in the list",
  );
}

function requireLanes({ members, former, nextLane }: Statement): void {
  const lanes = [...members, ...former].map(({ lane }) => lane);
  requireConsistent(allDifferent(lanes), "two writers in one lane");
  requireConsistent(
    lanes.every((lane) => lane < nextLane),
    "a lane that is not given yet",
  );
}

function requireLadder({ rungs, ladder, terms: { seen, silence, answer } }: Statement): void {
  const rungOf = new Map(rungs.map((rung) => [rung.id, rung]));
  requireConsistent(allDifferent(ladder) && ladder.every((id) => rungOf.has(id)), "a ladder with an unknown rung");
  const [first] = ladder;
  requireConsistent(first === undefined || rungOf.get(first)?.confidential === true, "silence reaches the line first");
  requireConsistent(seen <= silence && silence <= answer, "terms out of order");
}

/** Whoever holds two keys that should be two people's is one person; a key with two uses can be turned from one to the other. */
function requireDifferentKeys(statement: Statement): void {
  const { logs, signers, witnesses, members, former, gateway } = statement;
  const named = [
    logs.letters,
    logs.directory,
    logs.ledger,
    ...Object.values(signers),
    ...witnesses.map(({ key }) => key),
  ];
  const signing = [
    ...named.map((key) => parseVerifierKey(key).publicKey),
    ...[...members, ...former].map(({ key }) => key),
    ...(gateway === null ? [] : [gateway]),
  ];
  requireConsistent(allDifferent(signing.map(hex)), "one Ed25519 key with two uses");
  requireConsistent(
    allDifferent(witnesses.map(({ key }) => parseVerifierKey(key).name)),
    "two witnesses with one name",
  );
  const { teams, rungs, custodians, clock, tally } = statement;
  const sealed = [...teams, ...rungs, ...custodians, ...clock].map(({ key }) => hex(key));
  requireConsistent(allDifferent(sealed), "one X-Wing key with two uses");
  requireConsistent(allDifferent(tally.map(({ key }) => hex(key))), "two trustees with one key");
}

/** One key a purpose begins on a day, so that it is plain which one signs. */
function requireTokens({ tokens }: Statement): void {
  requireConsistent(allDifferent(tokens.map(({ hash }) => hex(hash))), "a token key twice");
  requireConsistent(
    allDifferent(tokens.map(({ purpose, from }) => `${purpose} ${from}`)),
    "two token keys of a purpose that begin on one day",
  );
  requireConsistent(tokens.every(endsInTime), "a token key that is good for more than 24 months");
}

function requireDays({ clock, tokens, holidays, releaseDays, successions }: Statement): void {
  requireConsistent(
    [...clock, ...tokens].every(({ from, until }) => from <= until),
    "a key that ends before it begins",
  );
  requireConsistent(isRising(holidays.days) && isRising(releaseDays), "days out of order");
  requireConsistent(isRising(successions), "successions out of order");
  const { from, until, days } = holidays;
  requireConsistent(until >= lastDayFrom(from), "holidays for less than 24 months");
  requireConsistent(
    days.every((day) => from <= day && day <= until),
    "a holiday outside the calendar",
  );
}
