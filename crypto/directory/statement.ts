// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { parseVerifierKey, type NoteKeyType } from "../log/index.ts";
import { isXwingPublicKey, XWING_PUBLIC_KEY_BYTES } from "../sodium.ts";
import { endsInTime, TOKEN_PURPOSES } from "../token/index.ts";
import { hex, json } from "../wire/index.ts";

// The directory's statement: who can read and write what, and with which keys. JSON on one line inside a signed note;
// every member is required, none may be added without a new version (SPEC.md).

const identifier = json.matching(/^[a-z0-9-]{1,40}$/, "an identifier");
const name = json.text(1, 120);
const keyText = json.text(1, 400);
const xwingBytes = json.bytes(XWING_PUBLIC_KEY_BYTES);

/** C2SP verifier key `name+hex8+base64` of one type; kept as text. */
function verifierKey(type: NoteKeyType): json.Decoder<string> {
  return (value) => {
    const key = keyText(value);
    if (parseVerifierKey(key).type !== type) throw new ProtocolError("malformed", `not a key of type ${type}`);
    return key;
  };
}
const ed25519Key = verifierKey(1);
const cosignerKey = verifierKey(4);

/** A key that can be sealed to; one that cannot would only show when somebody has something to say. */
const xwing: json.Decoder<Uint8Array> = (value) => {
  const key = xwingBytes(value);
  if (!isXwingPublicKey(key)) throw new ProtocolError("malformed", "not an X-Wing key");
  return key;
};
const lane = json.integer(1, 65_535);
const day = json.matching(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, "a day");

const member = json.record({ id: identifier, name, lane, key: json.bytes(32) });

const team = json.record({
  id: identifier,
  name,
  epoch: json.integer(0, 65_535),
  key: xwing,
  members: json.list(identifier, 2, 4),
});

const rung = json.record({
  id: identifier,
  name,
  /** Whether it keeps what it reads to itself: only such a rung may be the first that silence reaches. */
  confidential: json.boolean,
  key: xwing,
  members: json.list(identifier, 1, 8),
});

const custodian = json.record({ id: identifier, name, key: xwing, member: identifier });

/** In working days. */
const terms = json.record({
  seen: json.integer(1, 60),
  silence: json.integer(1, 60),
  answer: json.integer(1, 60),
});

const statement = json.record({
  version: json.integer(1, 1),
  organisation: name,
  /** Web origin of the relay, where submitters go. */
  relay: json.text(1, 200),
  logs: json.record({
    letters: ed25519Key,
    directory: ed25519Key,
    ledger: ed25519Key,
    /** Seconds between two checkpoints of `letters`, at whole multiples since 1970. */
    interval: json.integer(1, 86_400),
  }),
  /** Officer, works council, spare: two of them sign the next statement. */
  signers: json.record({ officer: ed25519Key, council: ed25519Key, spare: ed25519Key }),
  witnesses: json.list(json.record({ name, key: cosignerKey }), 0, 15),
  members: json.list(member, 4, 1000),
  teams: json.list(team, 2, 200),
  rungs: json.list(rung, 0, 50),
  /** Rungs in the order in which silence climbs; the first must be confidential. */
  ladder: json.list(identifier, 0, 10),
  terms,
  custodians: json.list(custodian, 0, 2),
  /** Keys of the board's clock and who seals to them when; of the tally; of tokens: from the changes that use them. */
  clock: json.list(json.record({ key: xwing, from: day, until: day }), 0, 8),
  tally: json.list(json.record({ name, key: json.bytes(32) }), 0, 8),
  tokens: json.list(
    json.record({ purpose: json.oneOf(...TOKEN_PURPOSES), hash: json.bytes(32), from: day, until: day }),
    0,
    127,
  ),
  gateway: json.nullable(json.bytes(32)),
  holidays: json.list(day, 0, 200),
  releaseDays: json.list(day, 0, 12),
  units: json.list(name, 0, 200),
  themes: json.list(name, 0, 50),
  clauses: json.list(json.record({ id: identifier, text: json.text(1, 2000) }), 0, 100),
});

export type Statement = json.Decoded<typeof statement>;
export type MemberEntry = Statement["members"][number];
export type TeamEntry = Statement["teams"][number];
export type RungEntry = Statement["rungs"][number];

/** @throws ProtocolError `malformed` or `needs_newer_version`; `inconsistent` where the parts contradict each other */
export function parseStatement(source: string): Statement {
  const parsed = json.parseJson(source, statement);
  validate(parsed);
  return parsed;
}

function requireSound(condition: boolean, what: string): void {
  if (!condition) throw new ProtocolError("inconsistent", what);
}

const allDifferent = (values: readonly (string | number)[]): boolean => new Set(values).size === values.length;

const isRising = (days: readonly string[]): boolean => days.every((value, i) => i === 0 || (days[i - 1] ?? "") < value);

/** What must hold between the parts (SPEC.md, "What is refused"). */
function validate(parsed: Statement): void {
  validatePeople(parsed);
  validateLadder(parsed);
  validateKeys(parsed);
  validateTokens(parsed);
  validateDays(parsed);
}

function validatePeople({ members, teams, rungs, custodians }: Statement): void {
  const known = new Set(members.map(({ id }) => id));
  requireSound(allDifferent(members.map(({ id }) => id)), "two members with one id");
  requireSound(allDifferent(members.map((entry) => entry.lane)), "two members in one lane");
  requireSound(allDifferent([...teams, ...rungs].map(({ id }) => id)), "two teams or rungs with one id");
  const inTeams = teams.flatMap((entry) => entry.members);
  requireSound(allDifferent(inTeams), "teams that share a member");
  const named = [...inTeams, ...rungs.flatMap((entry) => entry.members), ...custodians.map((entry) => entry.member)];
  requireSound(
    named.every((id) => known.has(id)),
    "a member that is not in the list",
  );
}

function validateLadder({ rungs, ladder, terms: { seen, silence, answer } }: Statement): void {
  const rungOf = new Map(rungs.map((entry) => [entry.id, entry]));
  requireSound(allDifferent(ladder) && ladder.every((id) => rungOf.has(id)), "a ladder with an unknown rung");
  const [first] = ladder;
  requireSound(first === undefined || rungOf.get(first)?.confidential === true, "silence reaches the line first");
  requireSound(seen <= silence && silence <= answer, "terms out of order");
}

/** Two of three sign only where there are three: one person with two names is one person. */
function validateKeys({ signers: { officer, council, spare } }: Statement): void {
  const keys = [officer, council, spare].map((key) => hex(parseVerifierKey(key).publicKey));
  requireSound(allDifferent(keys), "two signers with one key");
}

/** One key a purpose begins on a day, so that it is plain which one signs. */
function validateTokens({ tokens }: Statement): void {
  requireSound(allDifferent(tokens.map(({ hash }) => hex(hash))), "a token key twice");
  requireSound(
    allDifferent(tokens.map(({ purpose, from }) => `${purpose} ${from}`)),
    "two token keys of a purpose that begin on one day",
  );
  requireSound(tokens.every(endsInTime), "a token key that is good for more than 24 months");
}

function validateDays({ clock, tokens, holidays, releaseDays }: Statement): void {
  requireSound(
    [...clock, ...tokens].every(({ from, until }) => from <= until),
    "a key that ends before it begins",
  );
  requireSound(isRising(holidays) && isRising(releaseDays), "days out of order");
}
