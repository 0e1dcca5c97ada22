// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  cosignDirectory,
  directoryKeyName,
  formatStatement,
  invitationCode,
  invitationHash,
  invitationKeys,
  INVITATION_NONCE_BYTES,
  randomBytes,
  sealOffer,
  signDirectory,
  signKeyOffer,
  SIGNER_ROLES,
  xwingKey,
  type NoteSigner,
  type SignerRole,
} from "../../crypto/index.ts";
import {
  invite,
  inviteSigner,
  keepKeyOffer,
  lastInvitationDay,
  propose,
  publishDirectory,
  type CeremonyBoard,
} from "../ceremony/index.ts";
import type { Stretch } from "../stretch.ts";
import { GROUPS, MEMBERS, ORGANISATION, type DemoGroup, type DemoMember } from "./organisation.ts";
import { Person } from "./person.ts";
import { secretOf, type DemoSecrets } from "./secrets.ts";
import { firstStatement, type BoardEntry } from "./statement.ts";
import { stretchAll } from "./stretch.ts";

// The founding of an organisation, step by step as people do it, with the functions behind the board's own routes.

interface People {
  readonly signers: Readonly<Record<SignerRole, Person>>;
  readonly members: ReadonlyMap<string, Person>;
}

async function gather(board: CeremonyBoard, secrets: DemoSecrets, stretch: Stretch): Promise<People> {
  const all = [...secrets.signers, ...secrets.members];
  const masters = await stretchAll(
    all.map(({ phrase }) => phrase),
    board.origin,
    stretch,
  );
  const people = all.map((person, i) => {
    const kind = i < secrets.signers.length ? "signer" : "member";
    return [person.id, new Person(board, kind, person, masters[i] ?? new Uint8Array(32))] as const;
  });
  const [signers, members] = [people.slice(0, secrets.signers.length), people.slice(secrets.signers.length)];
  return { signers: Object.fromEntries(signers) as People["signers"], members: new Map(members) };
}

const personOf = ({ members }: People, id: string): Person => {
  const person = members.get(id);
  if (person === undefined) throw new RangeError(`the demo has no ${id}`);
  return person;
};

const makerOf = ({ members: [maker = ""] }: DemoGroup): string => maker;

/** An earlier start that died on its way is begun anew: nobody heard of it. */
async function startOver({ database }: CeremonyBoard): Promise<void> {
  await database.deleteFrom("invitation").execute();
  await database.deleteFrom("member_keyring").execute();
}

/** The officer invites, on paper; whoever is invited accepts. */
async function join(
  board: CeremonyBoard,
  { id, name }: DemoMember,
  people: People,
  secrets: DemoSecrets,
): Promise<void> {
  const { database, origin, now } = board;
  const { officer } = people.signers;
  const nonce = randomBytes(INVITATION_NONCE_BYTES);
  const code = invitationCode(officer.boxSeed, nonce, origin);
  const keys = invitationKeys(code, origin);
  const own = GROUPS.filter(({ members }) => members.includes(id));
  const groups = own.map((group) => ({ id: group.id, name: group.name, epoch: 0, makes: makerOf(group) === id }));
  const { organisation } = ORGANISATION;
  await invite(database, {
    hash: invitationHash(keys),
    nonce,
    until: lastInvitationDay(now()),
    offer: sealOffer({ kind: "member", id, name, organisation, groups }, keys, origin),
    for: { maker: officer.signing.publicKey },
  });
  const made = groups
    .filter(({ makes }) => makes)
    .map((group) => ({ group: group.id, epoch: 0, seed: secretOf(secrets.groups, group.id).seed }));
  await personOf(people, id).accept(code, made);
}

/** Whoever makes a group's key offers it, and gives the seed to their colleagues. */
async function shareKey(board: CeremonyBoard, group: DemoGroup, people: People, secrets: DemoSecrets): Promise<void> {
  const { database, origin } = board;
  const maker = personOf(people, makerOf(group));
  const { seed } = secretOf(secrets.groups, group.id);
  const offer = signKeyOffer({ group: group.id, epoch: 0, key: xwingKey(seed).publicKey }, origin, maker.signing);
  await keepKeyOffer(database, origin, maker.signing.publicKey, offer);
  for (const colleague of group.members.slice(1))
    await maker.give({ group: group.id, epoch: 0, seed }, personOf(people, colleague));
}

/** Founds the demo's organisation. The directory comes last: until it is there the next start begins anew. */
export async function foundDemo(
  board: CeremonyBoard,
  secrets: DemoSecrets,
  entry: BoardEntry,
  stretch: Stretch,
): Promise<void> {
  const { origin } = board;
  const people = await gather(board, secrets, stretch);
  await startOver(board);
  for (const role of SIGNER_ROLES) await people.signers[role].accept(await inviteSigner(board, role), []);
  for (const member of MEMBERS) await join(board, member, people, secrets);
  for (const group of GROUPS) await shareKey(board, group, people, secrets);
  const signer = (role: SignerRole): NoteSigner => ({
    name: directoryKeyName(origin, role),
    key: people.signers[role].signing,
  });
  const source = formatStatement(firstStatement(secrets, origin, entry));
  const proposal = signDirectory(origin, 0, source, [signer("officer")]);
  await propose(board, people.signers.officer.signing.publicKey, proposal);
  await publishDirectory(board, cosignDirectory(proposal, signer("council")));
}
