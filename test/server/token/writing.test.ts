// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { argon2Sync, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import {
  cardHash,
  CODENAME_WORDS,
  codenameKeys,
  decodeToken,
  derivePhraseMaster,
  drawCard,
  encodeHeldToken,
  hex,
  parseAuthorization,
  threadKeys,
  type Argon2id,
  type HeldToken,
  type TokenKey,
} from "#crypto";
import { DeskSession } from "../../../client/worker/desk.ts";
import { openNote } from "../../../client/worker/note.ts";
import { shownOrganisation, type VouchedOrganisation } from "../../../client/worker/organisation.ts";
import type { Team, ThreadView } from "../../../client/protocol/index.ts";
import { Purse } from "../../../client/worker/purse.ts";
import { SubmitterSession } from "../../../client/worker/submitter.ts";
import { readDemoSecrets } from "../../../server/demo/index.ts";
import { registerCardHashes } from "../../../server/token/index.ts";
import { signalText } from "../../signal.ts";
import { readWithGateway } from "../../slots.ts";
import { encOf } from "../../unlinkability/inside.ts";
import { Wire, type Sealed } from "../../unlinkability/wire.ts";
import {
  BURSTS_PATH as BURSTS,
  countRows,
  freshDatabase,
  freshFolder,
  listening,
  openBoard,
  ORIGIN,
  sequenceNow as sequence,
  type Board,
} from "../board.ts";
import { gatewayKeysOf } from "../gateway-keys.ts";
import { readEnvelopes, readVerified } from "../log/published.ts";
import { Browser } from "../staff/browser.ts";
import { freshAuthorization } from "../tokens.ts";
import { vouchFor } from "../vouched.ts";

// The client's own code against the real board: what pays for what, and what is left of it.

const CARDS = "/v1/cards/redemptions";
const nothing = (): void => undefined;

interface Scene {
  readonly board: Board;
  readonly wire: Wire;
  readonly organisation: VouchedOrganisation;
  readonly address: string;
  /** As a submitter does. */
  readonly write: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Readers wait a while for witnesses of what has grown. */
async function sequenceNow(board: Board): Promise<void> {
  await sequence(board);
  await vouchFor(board);
}

/** Straight at the board, which has the same paths as the relay. */
async function openScene(board?: Board): Promise<Scene> {
  const opened = board ?? (await openBoard());
  await vouchFor(opened);
  const wire = new Wire();
  wire.gateway = await gatewayKeysOf(opened.databaseUrl, opened.config.boardKeys);
  const address = await listening(opened.board);
  const visitor = { party: "board", address, who: null, browser: null } as const;
  const write: Scene["write"] = (work) => wire.on(visitor, work);
  return { board: opened, wire, organisation: await write(readWithGateway), address, write };
}

/** A purse with a card that nobody gave in yet, and the card's code. */
async function purseWith({ board }: Scene, code: Uint8Array = drawCard()): Promise<Purse> {
  await registerCardHashes(board.database, new Date().getUTCFullYear(), [cardHash(code, ORIGIN)]);
  const purse = new Purse();
  purse.give({ kind: "card", code });
  return purse;
}

function teamOf({ organisation }: Scene): Team {
  const [team] = shownOrganisation(organisation).teams;
  if (team === undefined) throw new Error("no team");
  return team;
}

async function found(scene: Scene, session: SubmitterSession): Promise<Extract<ThreadView, { state: "found" }>> {
  const view = await scene.write(() => session.read(false, nothing));
  if (view.state !== "found") throw new Error("nothing there");
  return view;
}

const statusesOfBursts = ({ wire }: Scene): number[] => wire.sealed(BURSTS).map(({ status }) => status);

/** The same burst with the same token, sealed anew: nobody on the way sees that it is the same. */
function expectSentAgain(sealed: readonly Sealed[]): void {
  const [first, again, ...others] = sealed;
  if (first === undefined || again === undefined || others.length > 0) throw new Error("not twice");
  expect(again.request).toEqual(first.request);
  const [once, anew] = [first, again].map(({ exchange }) => encOf(exchange.requestBody));
  expect(anew).not.toBe(once);
}

test("wallet: a card pays for fifteen posts; the note has what is left, on any device", async () => {
  const scene = await openScene();
  const master = randomBytes(32);
  const first = new SubmitterSession(scene.organisation, master, await purseWith(scene));
  await scene.write(() => first.sendSignal(signalText(), teamOf(scene)));
  await sequenceNow(scene.board);
  for (let left = 14; left >= 0; left--) {
    // Each time from nothing but the codename.
    const session = new SubmitterSession(scene.organisation, master, new Purse());
    expect((await found(scene, session)).postsLeft).toBe(left);
    if (left === 0) {
      await expect(scene.write(() => session.sendMessage("te veel"))).rejects.toMatchObject({ code: "no_pass" });
      break;
    }
    await scene.write(() => session.sendMessage(`nog ${left}`));
    await sequenceNow(scene.board);
  }
  expect(await countRows(scene.board.databaseUrl, "token_spent")).toBe(15);
  // Another card goes on where this one ended, and costs nothing before it is needed.
  const session = new SubmitterSession(scene.organisation, master, await purseWith(scene));
  await found(scene, session);
  expect(await scene.write(() => session.exchange())).toBe(15);
  await scene.write(() => session.sendMessage("weer verder"));
  await sequenceNow(scene.board);
  expect((await found(scene, new SubmitterSession(scene.organisation, master, new Purse()))).postsLeft).toBe(14);
});

test("wallet: two devices of one codename spend the same token; one is refused, reads the log and says it with the next", async () => {
  const scene = await openScene();
  const master = randomBytes(32);
  const first = new SubmitterSession(scene.organisation, master, await purseWith(scene));
  await scene.write(() => first.sendSignal(signalText(), teamOf(scene)));
  await sequenceNow(scene.board);
  const devices = [0, 1].map(() => new SubmitterSession(scene.organisation, master, new Purse()));
  for (const device of devices) await found(scene, device);
  const [one, two] = devices;
  await scene.write(async () => one?.sendMessage("van de ene"));
  await sequenceNow(scene.board);
  await scene.write(async () => two?.sendMessage("van de andere"));
  await sequenceNow(scene.board);
  expect(statusesOfBursts(scene).filter((status) => status === 409)).toHaveLength(1);
  const view = await found(scene, new SubmitterSession(scene.organisation, master, new Purse()));
  expect(view.conversation.map(({ words }) => (words.what === "message" ? words.text : ""))).toEqual([
    "van de ene",
    "van de andere",
  ]);
  expect(view.postsLeft).toBe(12);
});

test("wallet: whoever comes back late offers one token that was spent meanwhile, and not all of them", async () => {
  const scene = await openScene();
  const master = randomBytes(32);
  const first = new SubmitterSession(scene.organisation, master, await purseWith(scene));
  await scene.write(() => first.sendSignal(signalText(), teamOf(scene)));
  await sequenceNow(scene.board);
  const late = new SubmitterSession(scene.organisation, master, new Purse());
  await found(scene, late);
  for (const text of ["een", "twee", "drie"]) {
    await scene.write(() => first.sendMessage(text));
    await sequenceNow(scene.board);
  }
  await scene.write(() => late.sendMessage("vier"));
  expect(statusesOfBursts(scene)).toEqual([201, 201, 201, 201, 409, 201]);
  // What was given on this page stays when a note of another device is read.
  await sequenceNow(scene.board);
  const given = new SubmitterSession(scene.organisation, master, await purseWith(scene));
  await found(scene, given);
  await scene.write(() => given.exchange());
  await scene.write(() => late.sendMessage("vijf"));
  await sequenceNow(scene.board);
  expect((await found(scene, given)).postsLeft).toBe(9 + 15);
});

test("wallet: a note that the log has before one's latest takes nothing away", async () => {
  const scene = await openScene();
  const master = randomBytes(32);
  const purse = await purseWith(scene);
  const session = new SubmitterSession(scene.organisation, master, purse);
  await scene.write(() => session.sendSignal(signalText(), teamOf(scene)));
  await sequenceNow(scene.board);
  const code = drawCard();
  await registerCardHashes(scene.board.database, new Date().getUTCFullYear(), [cardHash(code, ORIGIN)]);
  purse.give({ kind: "card", code });
  await scene.write(() => session.sendMessage("een"));
  // The log has the signal's note, and the message's is on its way.
  expect((await found(scene, session)).postsLeft).toBe(13 + 15);
  await sequenceNow(scene.board);
  expect((await found(scene, session)).postsLeft).toBe(15);
});

test("wallet: a lost answer at the exchange or the burst burns nothing and says nothing twice", async () => {
  const scene = await openScene();
  const master = randomBytes(32);
  const session = new SubmitterSession(scene.organisation, master, await purseWith(scene));
  const send = (): Promise<unknown> => scene.write(() => session.sendSignal(signalText(), teamOf(scene)));
  scene.wire.losing.add(CARDS);
  await expect(send()).rejects.toMatchObject({ code: "offline" });
  scene.wire.losing.add(BURSTS);
  await expect(send()).rejects.toMatchObject({ code: "offline" });
  await send();
  expect(statusesOfBursts(scene)).toEqual([201, 201]);
  expectSentAgain(scene.wire.sealed(BURSTS));
  await sequenceNow(scene.board);
  expect((await found(scene, session)).postsLeft).toBe(14);
  // A message too: sent again it is the same bytes, and known where it stands.
  scene.wire.losing.add(BURSTS);
  const say = (): Promise<unknown> => scene.write(() => session.sendMessage("Nog iets."));
  await expect(say()).rejects.toMatchObject({ code: "offline" });
  await say();
  expectSentAgain(scene.wire.sealed(BURSTS).slice(2));
  await sequenceNow(scene.board);
  const { conversation, postsLeft } = await found(scene, session);
  expect([conversation.map(({ inLog }) => inLog), postsLeft]).toEqual([[true], 13]);
});

test("wallet: after the page was closed in the middle, card and codename give the same tokens again; another codename none", async () => {
  const scene = await openScene();
  const [code, master] = [drawCard(), randomBytes(32)];
  const closed = new SubmitterSession(scene.organisation, master, await purseWith(scene, code));
  expect(await scene.write(() => closed.exchange())).toBe(15);
  const other = new SubmitterSession(scene.organisation, randomBytes(32), await purseWith(scene, code));
  await expect(scene.write(() => other.exchange())).rejects.toMatchObject({ code: "card_spent" });
  // Refused once it is forgotten: what else there is can be posted with, here nothing.
  await expect(scene.write(() => other.sendSignal(signalText(), teamOf(scene)))).rejects.toMatchObject({
    code: "no_pass",
  });
  const again = new SubmitterSession(scene.organisation, master, await purseWith(scene, code));
  await scene.write(() => again.sendSignal(signalText(), teamOf(scene)));
});

test("wallet: what was exchanged under one codename is not lost with it", async () => {
  const scene = await openScene();
  const purse = await purseWith(scene);
  const first = new SubmitterSession(scene.organisation, randomBytes(32), purse);
  scene.wire.losing.add(BURSTS);
  await expect(scene.write(() => first.sendSignal(signalText(), teamOf(scene)))).rejects.toMatchObject({
    code: "offline",
  });
  // It may have arrived, so another version of the text gets another codename, and a token that nobody saw with the first.
  const second = new SubmitterSession(scene.organisation, randomBytes(32), purse);
  await scene.write(() => second.sendSignal(signalText({ title: "Nog eens" }), teamOf(scene)));
  expect(statusesOfBursts(scene)).toEqual([201, 201]);
  expect(scene.wire.sealed(CARDS)).toHaveLength(1);
});

test("wallet: other words after an answer that was lost go with another token to another place; both may stand in the log", async () => {
  const scene = await openScene();
  const master = randomBytes(32);
  const session = new SubmitterSession(scene.organisation, master, await purseWith(scene));
  await scene.write(() => session.sendSignal(signalText(), teamOf(scene)));
  await sequenceNow(scene.board);
  await found(scene, session);
  scene.wire.losing.add(BURSTS);
  await expect(scene.write(() => session.sendMessage("eerst zo"))).rejects.toMatchObject({ code: "offline" });
  await scene.write(() => session.sendMessage("toch anders"));
  expect((await found(scene, session)).conversation.map(({ inLog }) => inLog)).toEqual([false]);
  await sequenceNow(scene.board);
  // On this page too what was sent is known where it stands.
  expect((await found(scene, session)).conversation.map(({ inLog }) => inLog)).toEqual([true, true]);
  expect(statusesOfBursts(scene)).toEqual([201, 201, 201]);
  expect(new Set(scene.wire.sealed(BURSTS).map(({ request }) => request.authorization)).size).toBe(3);
  const { entries } = await readVerified(scene.board);
  expect(new Set(entries.map((entry) => hex(entry.subarray(0, 16)))).size).toBe(15);
  const view = await found(scene, new SubmitterSession(scene.organisation, master, new Purse()));
  expect(view.conversation.map(({ words }) => (words.what === "message" ? words.text : ""))).toEqual([
    "eerst zo",
    "toch anders",
  ]);
  expect(view.postsLeft).toBe(12);
});

/** A token of a purpose, as whoever took it holds it. */
function heldToken(
  { organisation }: Scene,
  purpose: "pass" | "ballot",
): { readonly held: HeldToken; readonly key: TokenKey } {
  const key = organisation.tokenKeys.find((each) => each.purpose === purpose);
  if (key === undefined) throw new Error(`no ${purpose} key`);
  const { nonce, authenticator } = decodeToken(parseAuthorization(freshAuthorization(purpose)));
  return { held: { keyIndex: key.index, givenByDesk: false, nonce, authenticator }, key };
}

test("wallet: a pass pays for fifteen posts, and its credential is kept in every note", async () => {
  const scene = await openScene();
  const { held: pass, key } = heldToken(scene, "pass");
  const { held: credential } = heldToken(scene, "ballot");
  const master = randomBytes(32);
  const purse = new Purse();
  purse.give({ kind: "pass", pass, credential, key });
  const session = new SubmitterSession(scene.organisation, master, purse);
  await scene.write(() => session.sendSignal(signalText(), teamOf(scene)));
  await sequenceNow(scene.board);
  const later = new SubmitterSession(scene.organisation, master, new Purse());
  expect((await found(scene, later)).postsLeft).toBe(14);
  await scene.write(() => later.sendMessage("Nog iets."));
  await sequenceNow(scene.board);

  const { selfSecret, submitter } = codenameKeys(master, ORIGIN, 0);
  const self = { keys: threadKeys(selfSecret, ORIGIN), lane: 0, next: 0 };
  const envelopes = await readEnvelopes(scene.board, await readVerified(scene.board));
  const notes = [0, 1].map((position) => {
    const tag = hex(self.keys.tag(0, position));
    const envelope = envelopes.find((each) => hex(each.subarray(0, 16)) === tag);
    return envelope && openNote(envelope, self, ORIGIN, submitter.publicKey);
  });
  for (const [i, note] of notes.entries()) {
    if (note === undefined || note === null || note === "needs_newer_version") throw new Error("no note");
    expect(note.tokens).toHaveLength(14 - i);
    expect(hex(encodeHeldToken(note.credential ?? pass))).toBe(hex(encodeHeldToken(credential)));
  }
});

/** OpenSSL's: a phrase takes 256 MiB. */
const nativeArgon2id: Argon2id = (message, nonce, passes, mebibytes) =>
  argon2Sync("argon2id", { message, nonce, passes, memory: mebibytes * 1024, parallelism: 1, tagLength: 32 });

test("wallet: an answer of the desk brings four tokens, which are spent first; members fetch theirs by themselves", async () => {
  const board = await openBoard({ DATA_DIR: freshFolder() }, await freshDatabase("board"));
  const scene = await openScene(board);
  const master = randomBytes(32);
  const submitter = new SubmitterSession(scene.organisation, master, await purseWith(scene));
  await scene.write(() => submitter.sendSignal(signalText(), teamOf(scene)));
  await sequenceNow(board);

  const [advisor] = readDemoSecrets(board.config.dataDir).members;
  if (advisor === undefined) throw new Error("nobody at the desk");
  const phrase = derivePhraseMaster(advisor.phrase.slice(0, CODENAME_WORDS), ORIGIN, nativeArgon2id);
  const visitor = { party: "board", address: scene.address, who: advisor.id, browser: new Browser() } as const;
  const atDesk = <T>(work: () => Promise<T>): Promise<T> => scene.wire.on(visitor, work);
  const desk = await atDesk(() => DeskSession.signIn(scene.organisation, phrase));
  const { threads } = await atDesk(() => desk.read(nothing));
  const thread = threads[0]?.id ?? "";
  await atDesk(() => desk.reply(thread, { what: "seen" }));
  await atDesk(() => desk.reply(thread, { what: "message", text: "Wat bedoelt u?" }));
  await sequenceNow(board);
  // The four of the sign-in, and none for either.
  expect(scene.wire.exchanges.filter(({ path }) => path === "/v1/desk/token-batches")).toHaveLength(4);
  // What members post carries no cookie.
  for (const { exchange } of scene.wire.sealed(BURSTS)) expect(exchange.who).toBeNull();

  const back = new SubmitterSession(scene.organisation, master, new Purse());
  expect((await found(scene, back)).postsLeft).toBe(14 + 4);
  await scene.write(() => back.sendMessage("Dit bedoel ik."));
  await sequenceNow(board);
  // The note holds fifteen: three of the desk's, and twelve of the card's fourteen.
  const later = new SubmitterSession(scene.organisation, master, new Purse());
  expect((await found(scene, later)).postsLeft).toBe(15);
  const { threads: after } = await atDesk(() => desk.read(nothing));
  expect(after[0]?.conversation.map(({ words }) => words.what)).toEqual(["seen", "message", "message"]);
});
