// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, vi } from "vitest";
import {
  base64urlDecode,
  cardHash,
  CODENAME_WORDS,
  drawCard,
  equalBytes,
  formatStatement,
  openKeyOffer,
  phraseInput,
  randomBytes,
  sha256,
  signDirectory,
  signingKey,
  directoryKeyName,
  withGroupKey,
  withoutMember,
  type Statement,
} from "#crypto";
import { DeskSession } from "../../../client/worker/desk.ts";
import type { OwnKeysSession } from "../../../client/worker/own-keys.ts";
import { shownOrganisation, type VouchedOrganisation } from "../../../client/worker/organisation.ts";
import { Purse } from "../../../client/worker/purse.ts";
import { SubmitterSession } from "../../../client/worker/submitter.ts";
import type { DeskThread, DeskView, Team } from "../../../client/protocol/index.ts";
import { readDemoSecrets, type DemoSecrets } from "../../../server/demo/index.ts";
import { registerCardHashes } from "../../../server/token/index.ts";
import { readWithGateway } from "../../slots.ts";
import { Wire, type Visitor } from "../../unlinkability/wire.ts";
import { gatewayKeysOf } from "../gateway-keys.ts";
import { listening, openBoard, ORIGIN, sequenceNow, type Board } from "../board.ts";
import { Browser } from "../staff/browser.ts";
import { vouchFor } from "../vouched.ts";

// The demo's people with the client's own code at a real board: desks, keys, submitters, and a list of keys that changes.

const nothing = (): void => undefined;

/** Somebody with a browser of their own. */
export interface Person {
  readonly id: string;
  /** Runs client code in it. */
  readonly does: <T>(work: () => Promise<T>) => Promise<T>;
  readonly master: Uint8Array;
}

export class Office {
  readonly board: Board;
  readonly wire = new Wire();
  readonly #address: string;
  readonly #secrets: DemoSecrets;
  readonly #year = new Date().getUTCFullYear();

  private constructor(board: Board, address: string) {
    this.board = board;
    this.#address = address;
    this.#secrets = readDemoSecrets(board.config.dataDir);
  }

  static async open(): Promise<Office> {
    const board = await openBoard();
    const office = new Office(board, await listening(board.board));
    office.wire.gateway = await gatewayKeysOf(board.databaseUrl, board.config.boardKeys);
    await vouchFor(board);
    return office;
  }

  /** What was posted gets its place in the log. */
  async sequence(): Promise<void> {
    await sequenceNow(this.board);
    await vouchFor(this.board);
  }

  /** Somebody with a browser of their own; null for a submitter. */
  visitor(who: string | null): Visitor {
    const browser = who === null ? null : new Browser();
    return { party: "board", address: this.#address, who, browser };
  }

  person(id: string): Person {
    const { phrase } = [...this.#secrets.members].find((member) => member.id === id) ?? { phrase: [] };
    const visitor = this.visitor(id);
    return {
      id,
      does: (work) => this.wire.on(visitor, work),
      master: sha256(phraseInput(phrase.slice(0, CODENAME_WORDS), ORIGIN).message),
    };
  }

  /** As a submitter does. */
  readonly outside = <T>(work: () => Promise<T>): Promise<T> => this.wire.on(this.visitor(null), work);

  organisation(): Promise<VouchedOrganisation> {
    return this.outside(readWithGateway);
  }

  /** Code of a card that nobody gave in. */
  async card(): Promise<Uint8Array> {
    const code = drawCard();
    await registerCardHashes(this.board.database, this.#year, [cardHash(code, ORIGIN)]);
    return code;
  }

  async submitter(master: Uint8Array = randomBytes(32)): Promise<SubmitterSession> {
    const purse = new Purse();
    purse.give({ kind: "card", code: await this.card() });
    return new SubmitterSession(await this.organisation(), master, purse);
  }

  async team(id: string): Promise<Team> {
    const team = shownOrganisation(await this.organisation()).teams.find((each) => each.id === id);
    if (team === undefined) throw new Error(`no team ${id}`);
    return team;
  }

  async desk(id: string): Promise<Desk> {
    const person = this.person(id);
    const organisation = await this.organisation();
    const session = await person.does(() => DeskSession.signIn(organisation, person.master));
    return new Desk(person, session);
  }

  /** Mijn sleutels. */
  async keys(id: string): Promise<{ readonly person: Person; readonly session: OwnKeysSession }> {
    // A page of its own: what its Worker verified before is this visit's.
    vi.resetModules();
    const { OwnKeysSession } = await import("../../../client/worker/own-keys.ts");
    const person = this.person(id);
    const session = await person.does(() => OwnKeysSession.signIn(ORIGIN, person.master));
    await person.does(() => session.read());
    return { person, session };
  }

  /** X-Wing public key that somebody offers a group. */
  async offered(id: string, group: string): Promise<Uint8Array> {
    const { person } = await this.keys(id);
    const { signing } = this.#secrets.members.find((member) => member.id === id) ?? { signing: new Uint8Array(32) };
    const identity = signingKey(signing).publicKey;
    const response = await person.does(() => fetch("/v1/desk/key-offers", { credentials: "same-origin" }));
    const { offers } = (await response.json()) as { offers: string[] };
    const offer = offers
      .map((bytes) => openKeyOffer(base64urlDecode(bytes), ORIGIN))
      .find((each) => each.group === group && equalBytes(each.identity, identity));
    if (offer === undefined) throw new Error("no key is offered");
    return offer.key;
  }

  /** Willem Brouwer leaves Team Oost and Marjan Postma comes, under a key that Noor Haddad makes and gives. */
  async replace(): Promise<void> {
    const noor = await this.keys("noor-haddad");
    await noor.person.does(() => noor.session.offerKey("oost"));
    const key = await this.offered("noor-haddad", "oost");
    await this.change((statement) => {
      const renewed = withGroupKey(withoutMember(statement, "willem-brouwer"), "oost", key);
      const teams = renewed.teams.map((team) =>
        team.id === "oost" ? { ...team, members: ["noor-haddad", "marjan-postma"] } : team,
      );
      return { ...renewed, teams };
    });
    const after = await this.keys("noor-haddad");
    await after.person.does(() => after.session.giveKeys("marjan-postma"));
  }

  /** What the officer and the council sign and publish. */
  async change(make: (statement: Statement) => Statement): Promise<void> {
    const { version, statement } = await this.organisation();
    const signers = (["officer", "council"] as const).map((role, i) => ({
      name: directoryKeyName(ORIGIN, role),
      key: signingKey(this.#secrets.signers[i]?.signing ?? new Uint8Array(32)),
    }));
    const document = signDirectory(ORIGIN, version + 1, formatStatement(make(statement)), signers);
    const payload = { method: "POST", headers: { "content-type": "text/plain" }, body: document };
    const response = await fetch(`${this.#address}/v1/directory`, payload);
    expect(response.status).toBe(201);
    await vouchFor(this.board);
  }
}

export class Desk {
  readonly person: Person;
  readonly session: DeskSession;

  constructor(person: Person, session: DeskSession) {
    this.person = person;
    this.session = session;
  }

  does<T>(work: (session: DeskSession) => Promise<T>): Promise<T> {
    return this.person.does(() => work(this.session));
  }

  read(): Promise<DeskView> {
    return this.does((session) => session.read(nothing));
  }

  /** The only case there is. */
  async case(): Promise<DeskThread> {
    const [thread, ...others] = (await this.read()).threads;
    if (thread === undefined || others.length > 0) throw new Error("not one case");
    return thread;
  }
}
