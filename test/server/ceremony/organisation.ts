// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { LightMyRequestResponse } from "fastify";
import { expect } from "vitest";
import type { LOGS } from "#crypto";
import {
  cosignDirectory,
  formatStatement,
  formatVerifierKey,
  foundingStatement,
  randomBytes,
  signDirectory,
  signingKey,
  SIGNER_ROLES,
  verifierKey,
  xwingKey,
  type NoteSigner,
  type SignerRole,
  type Statement,
} from "#crypto";
import { inviteSigner } from "../../../server/ceremony/index.ts";
import type { Listener } from "../../../server/listener.ts";
import { freshDatabase, freshFolder, NEVER, openBoard, ORIGIN, type Board } from "../board.ts";
import { ceremonyBoard } from "../keyrings.ts";
import { Participant } from "./participant.ts";

// An organisation that begins with nothing, as real ones do.

export interface Place {
  readonly board: Board;
  readonly listener: Listener;
  /** A code for one of the three. */
  readonly codeFor: (role: SignerRole) => Promise<Uint8Array>;
}

/** A board outside the demo, with its tables and no directory. */
export async function openPlace(
  environment: Readonly<Record<string, string>> = {},
  now?: () => number,
): Promise<Place> {
  const variables = { ROLES: "board,relay", ORIGIN, DATA_DIR: freshFolder(), SEQUENCE_INTERVAL_MS: NEVER };
  const board = await openBoard({ ...variables, ...environment }, await freshDatabase("board"), now);
  const asked = await ceremonyBoard(board.database, board.config);
  return {
    board,
    listener: board.board,
    codeFor: (role) => inviteSigner(now === undefined ? asked : { ...asked, now }, role),
  };
}

export type Signers = Readonly<Record<SignerRole, Participant>>;

export async function joinSigners({ listener, codeFor }: Place): Promise<Signers> {
  const join = async (role: SignerRole): Promise<Participant> => new Participant(listener).join(await codeFor(role));
  return { officer: await join("officer"), council: await join("council"), spare: await join("spare") };
}

const MEMBERS = ["anna", "bas", "cora", "dirk"] as const;
type MemberId = (typeof MEMBERS)[number];

export const witnessKey = (name: string): string =>
  formatVerifierKey({ name: `${name}.${ORIGIN}/witness`, type: 4, publicKey: signingKey(randomBytes(32)).publicKey });

export interface Members {
  readonly people: Readonly<Record<MemberId, Participant>>;
  readonly teamKeys: readonly [Uint8Array, Uint8Array];
}

/** Four people, of whom the first two are one team and the others another. */
export async function joinMembers({ listener }: Place, officer: Participant): Promise<Members> {
  const join = async (): Promise<Participant> => new Participant(listener).join(await officer.invite());
  const people = { anna: await join(), bas: await join(), cora: await join(), dirk: await join() };
  const seeds = [randomBytes(32), randomBytes(32)] as const;
  expect((await people.anna.offerKey("oost", 0, seeds[0])).statusCode).toBe(204);
  expect((await people.cora.offerKey("west", 0, seeds[1])).statusCode).toBe(204);
  return { people, teamKeys: seeds };
}

export function firstStatement({ board }: Place, signers: Signers, { people, teamKeys }: Members): Statement {
  const key = (log: (typeof LOGS)[number]): string => formatVerifierKey(verifierKey(board.keys.logs[log]));
  const [oost, west] = teamKeys.map((seed) => xwingKey(seed).publicKey) as [Uint8Array, Uint8Array];
  return foundingStatement(ORIGIN, {
    organisation: "Dienst",
    relay: "https://dissent.example.org",
    logs: { letters: key("letters"), directory: key("directory"), ledger: key("ledger"), interval: 3600 },
    signers: {
      officer: signers.officer.identity,
      council: signers.council.identity,
      spare: signers.spare.identity,
    },
    witnesses: ["a", "b"].map((name) => ({ name, key: witnessKey(name) })),
    members: MEMBERS.map((id) => ({ id, name: id, key: people[id].identity })),
    teams: [
      { id: "oost", name: "Oost", key: Uint8Array.from(oost), members: ["anna", "bas"] },
      { id: "west", name: "West", key: Uint8Array.from(west), members: ["cora", "dirk"] },
    ],
    rungs: [],
    custodians: [],
    ladder: [],
    terms: { seen: 2, silence: 5, answer: 30 },
    tokens: [],
    gateway: Uint8Array.from(board.keys.gateway.publicKey),
    holidays: { from: "2026-11-01", until: "2028-12-31", days: [] },
    releaseDays: [],
    units: [],
    themes: [],
    clauses: [],
  });
}

/** Signs as the roles of these participants. */
export function signed(
  index: number,
  statement: Statement,
  signers: Readonly<Partial<Record<SignerRole, Participant>>>,
): string {
  const own = SIGNER_ROLES.flatMap((role): NoteSigner[] => {
    const signer = signers[role];
    return signer === undefined ? [] : [signer.noteSigner(role)];
  });
  return signDirectory(ORIGIN, index, formatStatement(statement), own);
}

export function publish(listener: Listener, document: string): Promise<LightMyRequestResponse> {
  const headers = { "content-type": "text/plain" };
  return listener.inject({ method: "POST", url: "/v1/directory", headers, payload: document });
}

export interface Organisation extends Place {
  readonly signers: Signers;
  readonly members: Members;
  readonly statement: Statement;
  readonly document: string;
}

/** From nothing to the first directory, every step over HTTP. */
export async function found(
  environment: Readonly<Record<string, string>> = {},
  change: (statement: Statement) => Statement = (statement) => statement,
): Promise<Organisation> {
  const place = await openPlace(environment);
  const signers = await joinSigners(place);
  const members = await joinMembers(place, signers.officer);
  const statement = change(firstStatement(place, signers, members));
  const proposal = signed(0, statement, { officer: signers.officer });
  expect((await signers.officer.send("PUT", "/v1/desk/proposal", proposal)).statusCode).toBe(204);
  const read = await signers.council.send("GET", "/v1/desk/proposals");
  expect(read.json()).toEqual({ proposals: [{ role: "officer", document: proposal }] });
  const document = cosignDirectory(proposal, signers.council.noteSigner("council"));
  expect((await publish(place.listener, document)).statusCode).toBe(201);
  return { ...place, signers, members, statement, document };
}

export async function currentDocument(listener: Listener): Promise<string> {
  return (await listener.inject({ url: "/v1/directory" })).body;
}
