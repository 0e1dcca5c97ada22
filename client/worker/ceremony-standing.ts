// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  equalBytes,
  foundingStatement,
  parseVerifierKey,
  signersOf,
  SIGNER_ROLES,
  type KeyOffer,
  type Placed,
  type SignerRole,
  type Statement,
  type VerifierKey,
} from "#crypto";
import { dutchHolidays } from "../ceremony/holidays.ts";
import { readInvitations, readKeyOffers, readProposals, readStanding, type BoardStanding } from "./ceremony-board.ts";
import type { Sources } from "./ceremony-draft.ts";
import { openInvitation, type Maker, type OpenInvitation } from "./ceremony-invitations.ts";
import { openKept, type OpenProposal } from "./ceremony-proposals.ts";
import { readTokenEntries } from "./ceremony-tokens.ts";
import { WorkerFailure } from "./failure.ts";
import type { VouchedOrganisation } from "./organisation.ts";
import { readBoxes } from "./boxes.ts";
import { todayInUtc } from "./tokens.ts";

/** Everything that a signer can see, as it was at one time. */
export interface Standing {
  readonly role: SignerRole;
  /** Null before the first directory. */
  readonly previous: Placed | null;
  /** In force, or what a first one begins with. */
  readonly statement: Statement;
  readonly invitations: readonly OpenInvitation[];
  readonly offers: readonly KeyOffer[];
  readonly proposals: readonly OpenProposal[];
  readonly tokens: ReadonlyMap<string, Statement["tokens"][number]>;
  /** That the board asks. */
  readonly witnesses: Statement["witnesses"];
}

const namedWitness = (key: string): Statement["witnesses"][number] => ({ name: parseVerifierKey(key).name, key });

/** What an organisation can have without anybody having been asked: two years of public holidays, the usual terms. */
function firstStatement(
  origin: string,
  { founding, board }: BoardStanding,
  tokens: Statement["tokens"],
  today: string,
): Statement {
  const until = `${Number(today.slice(0, 4)) + 2}-12-31`;
  const { logs, interval, relay, witnesses, gateway } = board;
  const missing = new Uint8Array(32);
  const statement = foundingStatement(origin, {
    organisation: "",
    relay,
    logs: { ...logs, interval },
    signers: {
      officer: founding?.officer ?? missing,
      council: founding?.council ?? missing,
      spare: founding?.spare ?? missing,
    },
    witnesses: witnesses.map(namedWitness),
    members: [],
    teams: [],
    rungs: [],
    custodians: [],
    ladder: [],
    terms: { seen: 2, silence: 5, answer: 30 },
    tokens: [...tokens],
    gateway,
    holidays: { from: today, until, days: dutchHolidays(today, until) },
    releaseDays: [],
    units: [],
    themes: [],
    clauses: [],
  });
  // Who has not accepted yet has no key: it is empty, and nobody can sign such a statement.
  const keyOf = (role: SignerRole): string => (founding?.[role] ? statement.signers[role] : "");
  return { ...statement, signers: { officer: keyOf("officer"), council: keyOf("council"), spare: keyOf("spare") } };
}

/** @throws WorkerFailure `not_signer` for whoever the directory does not name, or not in this role */
function roleIn(signers: readonly (VerifierKey | null)[], identity: Uint8Array): SignerRole {
  const role = SIGNER_ROLES.find((_, i) => {
    const signer = signers[i];
    return signer !== undefined && signer !== null && equalBytes(signer.publicKey, identity);
  });
  if (role === undefined) throw new WorkerFailure("not_signer", "the directory names others");
  return role;
}

const signersIn = ({ signers }: Statement): (VerifierKey | null)[] =>
  SIGNER_ROLES.map((role) => (signers[role] === "" ? null : parseVerifierKey(signers[role])));

/**
 * @param inForce reads the directory where the board says that there is one: two of three vouch for it, and what is known of it holds;
 * where it says that there is none, none was seen before
 * @throws WorkerFailure `not_signer`
 */
export async function readAll(
  maker: Maker,
  inForce: (isFounded: boolean) => Promise<VouchedOrganisation | null>,
): Promise<Standing> {
  const { origin } = maker;
  const [board, kept, boxes, offers, proposals] = await Promise.all([
    readStanding(),
    readInvitations(),
    readBoxes(origin),
    readKeyOffers(origin),
    readProposals(),
  ]);
  const organisation = await inForce(board.founding === null);
  const ledgerKey = organisation?.statement.logs.ledger ?? board.board.logs.ledger;
  const tokens = await readTokenEntries(origin, ledgerKey);
  const today = todayInUtc();
  const statement = organisation?.statement ?? firstStatement(origin, board, [...tokens.values()], today);
  const previous = organisation === null ? null : { index: organisation.version, statement };
  const signers = signersIn(statement);
  const role = roleIn(signers, maker.identity);
  const known = signers.every((signer) => signer !== null) ? signersOf(statement) : [];
  return {
    role,
    previous,
    statement,
    offers,
    tokens,
    // Those of the three came from the board's machine.
    invitations: kept
      .filter((invitation) => invitation.role === null)
      .map((invitation) => openInvitation(invitation, maker, boxes, today)),
    proposals: proposals.flatMap((proposal) => openKept(proposal, origin, known, previous, role) ?? []),
    witnesses: board.board.witnesses.map(namedWitness),
  };
}

export function sourcesOf({ invitations, offers, tokens }: Standing, origin: string): Sources {
  const accepted = invitations.flatMap(({ hash, state, offer, identity }) =>
    state === "accepted" && offer !== null && identity !== null ? [[hash, { offer, identity }] as const] : [],
  );
  return { origin, offers, tokens, invitations: new Map(accepted) };
}
