// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { equalBytes, parseVerifierKey, SIGNER_ROLES, type KeyOffer, type Statement } from "#crypto";
import { allGroupsOf } from "../ceremony/changes-groups.ts";
import type { CeremonyView, KeyWords, ShownInvitation, ShownOffer, ShownProposal } from "../ceremony/shown.ts";
import type { OpenInvitation } from "./ceremony-invitations.ts";
import { shownChanges, type OpenProposal } from "./ceremony-proposals.ts";
import type { Standing } from "./ceremony-standing.ts";
import type { WordsOfKey } from "./ceremony-words.ts";

// What the page gets to see: names and words, and no key that it would have to understand.

function shownInvitation({ hash, state, until, offer, identity }: OpenInvitation, words: WordsOfKey): ShownInvitation {
  return {
    hash,
    state,
    until,
    offer: offer === null ? null : { kind: offer.kind, id: offer.id, name: offer.name, groups: offer.groups },
    words: identity === null ? null : words(identity),
  };
}

/** Of people who are in the list or were invited from here; a group's people are asked when it gets a key. */
function shownOffer({ group, epoch, identity }: KeyOffer, { statement, invitations }: Standing): ShownOffer[] {
  const was = allGroupsOf(statement).find(({ id }) => id === group);
  // One for a key that is there already is of the past.
  if (was !== undefined && epoch !== was.epoch + 1) return [];
  const member = statement.members.find(({ key }) => equalBytes(key, identity));
  const invited = invitations.find((each) => each.identity !== null && equalBytes(each.identity, identity));
  const maker = member?.name ?? invited?.offer?.name;
  return maker === undefined ? [] : [{ group, epoch, maker }];
}

function shownProposal(
  { id, role, statement, refusal }: OpenProposal,
  { previous, offers }: Standing,
  words: WordsOfKey,
): ShownProposal {
  return { id, role, refusal, changes: shownChanges(previous?.statement ?? null, statement, offers, words) };
}

const signerWords = ({ signers }: Statement, words: WordsOfKey): CeremonyView["signers"] => {
  const of = (key: string): KeyWords | null => (key === "" ? null : words(parseVerifierKey(key).publicKey));
  const [officer, council, spare] = SIGNER_ROLES.map((role) => of(signers[role])) as [
    KeyWords | null,
    KeyWords | null,
    KeyWords | null,
  ];
  return { officer, council, spare };
};

export function viewOf(standing: Standing, words: WordsOfKey): CeremonyView {
  const { role, previous, statement, invitations, offers, proposals, tokens, witnesses } = standing;
  const isNamed = (hash: Uint8Array): boolean => statement.tokens.some((token) => equalBytes(token.hash, hash));
  return {
    role,
    index: previous?.index ?? null,
    statement,
    signers: signerWords(statement, words),
    proposals: proposals.map((proposal) => shownProposal(proposal, standing, words)),
    invitations: invitations.map((invitation) => shownInvitation(invitation, words)),
    offers: offers.flatMap((offer) => shownOffer(offer, standing)),
    tokens: [...tokens].flatMap(([hash, entry]) =>
      isNamed(entry.hash)
        ? []
        : [{ hash, purpose: entry.purpose, from: entry.from, until: entry.until, words: words(entry.hash) }],
    ),
    witnesses: witnesses.filter(({ key }) => !statement.witnesses.some((known) => known.key === key)),
  };
}
