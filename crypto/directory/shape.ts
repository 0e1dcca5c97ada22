// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { parseVerifierKey, type NoteKeyType } from "../log/index.ts";
import { isEd25519PublicKey, isRistretto255Point, isXwingPublicKey, XWING_PUBLIC_KEY_BYTES } from "../sodium.ts";
import { TOKEN_PURPOSES } from "../token/index.ts";
import { json } from "../wire/index.ts";

// The directory's statement: who can read and write what, and with which keys. JSON on one line inside a signed note;
// every member is required, none may be added without a new version (SPEC.md).

const identifier = json.matching(/^[a-z0-9-]{1,40}$/, "an identifier");
const name = json.line(1, 120);
const keyText = json.text(1, 400);
const xwingBytes = json.bytes(XWING_PUBLIC_KEY_BYTES);

function requireEd25519(key: Uint8Array): void {
  if (!isEd25519PublicKey(key)) throw new ProtocolError("malformed", "not an Ed25519 key");
}

const bytes32 = json.bytes(32);
const ed25519: json.Decoder<Uint8Array> = (value) => {
  const key = bytes32(value);
  requireEd25519(key);
  return key;
};

const ristretto255: json.Decoder<Uint8Array> = (value) => {
  const key = bytes32(value);
  if (!isRistretto255Point(key)) throw new ProtocolError("malformed", "not a point of ristretto255");
  return key;
};

/** C2SP verifier key `name+hex8+base64` of one type; kept as text. */
function verifierKey(type: NoteKeyType): json.Decoder<string> {
  return (value) => {
    const key = keyText(value);
    const parsed = parseVerifierKey(key);
    if (parsed.type !== type) throw new ProtocolError("malformed", `not a key of type ${type}`);
    requireEd25519(parsed.publicKey);
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

const epoch = json.integer(0, 65_535);

const member = json.record({ id: identifier, name, lane, key: ed25519 });

/** Somebody who wrote here and does not any more, or wrote with another key: what they wrote stays readable. */
const formerWriter = json.record({ name, lane, key: ed25519 });

const team = json.record({
  id: identifier,
  name,
  epoch,
  key: xwing,
  members: json.list(identifier, 2, 4),
});

const rung = json.record({
  id: identifier,
  name,
  /** Whether it keeps what it reads to itself: only such a rung may be the first that silence reaches. */
  confidential: json.boolean,
  epoch,
  key: xwing,
  members: json.list(identifier, 1, 8),
});

const custodian = json.record({ id: identifier, name, epoch, key: xwing, member: identifier });

/** In working days. */
const terms = json.record({
  seen: json.integer(1, 60),
  silence: json.integer(1, 60),
  answer: json.integer(1, 60),
});

export const statementShape = json.record({
  version: json.integer(1, 1),
  organisation: name,
  /** Web origin of the relay, where submitters go. */
  relay: json.matching(/^https?:\/\/[a-z0-9.:[\]-]{1,190}$/, "a web origin"),
  logs: json.record({
    letters: ed25519Key,
    directory: ed25519Key,
    ledger: ed25519Key,
    /** Seconds between two checkpoints of `letters`, at whole multiples since 1970. */
    interval: json.integer(1, 86_400),
  }),
  /** Officer, works council, spare: two of them sign the next statement. */
  signers: json.record({ officer: ed25519Key, council: ed25519Key, spare: ed25519Key }),
  /** Indexes of the documents that changed the signers, oldest first. */
  successions: json.list(json.integer(1, 999_999_999), 0, 100),
  witnesses: json.list(json.record({ name, key: cosignerKey }), 2, 15),
  members: json.list(member, 4, 1000),
  former: json.list(formerWriter, 0, 2000),
  /** Above every lane that was ever given to somebody. */
  nextLane: json.integer(1, 65_536),
  teams: json.list(team, 2, 200),
  rungs: json.list(rung, 0, 50),
  /** Rungs in the order in which silence climbs; the first must be confidential. */
  ladder: json.list(identifier, 0, 10),
  terms,
  custodians: json.list(custodian, 0, 2),
  /** Keys of the board's clock and who seals to them when; of the tally; of tokens: from the changes that use them. */
  clock: json.list(json.record({ key: xwing, from: day, until: day }), 0, 8),
  tally: json.list(json.record({ name, key: ristretto255 }), 0, 8),
  tokens: json.list(
    json.record({ purpose: json.oneOf(...TOKEN_PURPOSES), hash: bytes32, from: day, until: day }),
    0,
    127,
  ),
  gateway: json.nullable(ed25519),
  /** Complete for at least 24 months: terms are counted in working days. */
  holidays: json.record({ from: day, until: day, days: json.list(day, 0, 200) }),
  releaseDays: json.list(day, 0, 12),
  units: json.list(name, 0, 200),
  themes: json.list(name, 0, 50),
  clauses: json.list(json.record({ id: identifier, text: json.shown(1, 2000) }), 0, 100),
});

export type Statement = json.Decoded<typeof statementShape>;
export type MemberEntry = Statement["members"][number];
export type FormerWriter = Statement["former"][number];
export type TeamEntry = Statement["teams"][number];
export type RungEntry = Statement["rungs"][number];
export type CustodianEntry = Statement["custodians"][number];
