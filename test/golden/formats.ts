// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  acceptanceTag,
  appendLeaves,
  base64,
  base64url,
  base64urlDecode,
  bundlePath,
  checkWord,
  codenameKeys,
  codeWords,
  concat,
  consistencyProof,
  cosign,
  deriveMaster,
  derivePhraseMaster,
  directoryKeyName,
  documentEntry,
  emptyRoot,
  encodeBackup,
  encodeEntries,
  encodeHeldToken,
  encodePart,
  encodePlaintext,
  encodeSelfNote,
  entriesPath,
  envelopeHash,
  fingerprintWords,
  formatVerifierKey,
  hex,
  inclusionProof,
  invitationCode,
  invitationHash,
  invitationKeys,
  KEYRING_BYTES,
  KIND,
  leafHash,
  leavesOfBurst,
  letterEntry,
  logName,
  packEvent,
  parseSlice,
  passkeySalt,
  phraseKeys,
  prf,
  rootOf,
  sealEnvelope,
  sealKeyring,
  sealOffer,
  sealOpening,
  sealSeed,
  sealMessage,
  sha256,
  signBox,
  signBurnNotice,
  signChallenge,
  signCheckpoint,
  signDirectory,
  signingKey,
  signKeyOffer,
  signPromise,
  threadKeys,
  tilePath,
  uint32,
  utf8,
  utf8Decode,
  verifierKey,
  wrapMaster,
  xwingKey,
  boardChallenge,
  cardHash,
  cardWords,
  deriveTokens,
  encodeBatchRequest,
  encodePass,
  encodeTokenKey,
  nullifierOf,
  parseTokenKey,
  passText,
  signCardSheet,
  spentMark,
  type GroupSeed,
  type Keyring,
  type Pass,
  type ClosedEvent,
  type MessageEvent,
  type NoteSigner,
  type Offer,
  type SelfNote,
  type SeenEvent,
  type SignalEvent,
  type SignerRole,
  type TileSource,
  type WordList,
} from "#crypto";
import { STATEMENT } from "../crypto/directory/fixture.ts";

// What the golden files are made from: seeds that are plain to see, and what today's code makes of them.

export const ORIGIN = "tegenspraak.localhost";
const seed = (mark: number): Uint8Array => new Uint8Array(32).fill(mark);

const WORDS = {
  nl: ["appel", "boom", "citroen", "dorp", "ezel", "fiets"],
  en: ["abacus", "abdomen", "abide", "ablaze", "able", "abnormal"],
};

/** Derivations of a codename; `words` of one list. */
function codename(words: readonly string[], list: WordList): Record<string, unknown> {
  const master = deriveMaster(words, ORIGIN);
  const keys = [0, 1].map((generation) => codenameKeys(master, ORIGIN, generation));
  const [first] = keys;
  if (first === undefined) throw new Error("no keys");
  const thread = threadKeys(first.threadSecret, ORIGIN);
  return {
    origin: ORIGIN,
    language: list.language,
    words: words.join(" "),
    checkWord: checkWord(words, list, ORIGIN),
    master: hex(master),
    threadSecret: keys.map(({ threadSecret }) => hex(threadSecret)),
    holdSecret: keys.map(({ holdSecret }) => hex(holdSecret)),
    deskHoldSeed: keys.map(({ deskHoldSeed }) => hex(deskHoldSeed)),
    selfSecret: hex(first.selfSecret),
    submitterSeed: hex(first.submitter.seed),
    submitterPublicKey: hex(first.submitter.publicKey),
    threadId: hex(thread.id),
    laneSeed7: hex(thread.laneKey(7).seed),
    lanePublicKey7Sha256: hex(sha256(thread.laneKey(7).publicKey)),
    tags: [0, 1, 65_535].map((lane) => hex(thread.tag(lane, 1))),
  };
}

function prfAnswers(): Record<string, string> {
  const key = seed(0);
  return {
    "lane, 7, bytes 0102": hex(prf(key, ORIGIN, "lane", 7, Uint8Array.of(1, 2))),
    id: hex(prf(key, ORIGIN, "id")),
    "tag, 1, 2": hex(prf(key, ORIGIN, "tag", 1, 2)),
    "decoy, 3": hex(prf(key, ORIGIN, "decoy", 3)),
    login: hex(prf(key, ORIGIN, "login")),
    keyring: hex(prf(key, ORIGIN, "keyring")),
  };
}

export const SIGNAL: SignalEvent = {
  type: "signal",
  date: "2026-11-23",
  team: "oost",
  followed: true,
  kind: "alternatives",
  about: "execution",
  phase: "decision",
  title: "Uitstel zonder reden",
  decision: "Eén termijn voor alle aanvragen.",
  decisionDate: "2027-01-14",
  cannotBeExecuted: true,
  facts: "Het besluit ligt er al sinds mei. De bijlage ontbreekt.",
  judgement: "Dit gaat mis, en dat is te voorkomen: één week is genoeg.",
  alternative: "Twee termijnen: vijf werkdagen, en tien na een tweede toets.",
  tried: "",
  asked: "Weeg dit voorstel voordat het besluit valt.",
  risk: "Wij beloven een datum die wij zelf niet geloven.",
  answers: [{ question: "since", text: "Sinds juni." }],
  clause: "2",
  unit: "Uitvoering",
  excluded: ["saskia-de-wit"],
  up: "Een collega vraagt om twee termijnen.",
};
const token = (mark: number, givenByDesk: boolean): SelfNote["tokens"][number] => ({
  keyIndex: mark,
  givenByDesk,
  nonce: seed(mark),
  authenticator: new Uint8Array(256).fill(mark),
});
export const MESSAGE: MessageEvent = { type: "message", date: "2026-11-24", text: "Dank u.\nWij lezen het.", tokens: [base64url(encodeHeldToken(token(2, false)))] };
export const SEEN: SeenEvent = { type: "seen", date: "2026-11-24" };
export const CLOSED: ClosedEvent = {
  type: "closed",
  date: "2026-12-08",
  outcome: "partly",
  reasons: "De tweede termijn komt er.\n- vanaf april\n- voor **alle** aanvragen met een toets",
  tokens: [],
};

export const SUBMITTER = signingKey(seed(2));
export const MEMBER = signingKey(seed(3));
export const TEAM = xwingKey(seed(4));
export const THREAD_SECRET = seed(5);
export const SELF_SECRET = seed(6);
export const thread = threadKeys(THREAD_SECRET, ORIGIN);
export const self = threadKeys(SELF_SECRET, ORIGIN);
export const HEAD = { threadSecret: THREAD_SECRET, holdSecret: seed(7), deskHoldSeed: seed(8) };
export const MEMBER_PLACE = { lane: 7, position: 3 };

/** A message's signed body with nothing random in it: not deflated, and a fixed event id. */
function messageBody(): Uint8Array {
  const eventId = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
  const chunk = utf8(JSON.stringify(MESSAGE));
  const fields = { deflated: false, eventId, part: 0, parts: 1, ...MEMBER_PLACE, chunk };
  return encodePart(fields, KIND.event, thread.id, ORIGIN, MEMBER);
}

export const NOTE: SelfNote = {
  generation: 0,
  checkpoint: { size: 258, root: seed(9) },
  tokens: [token(1, false), token(2, true)],
  credential: token(3, false),
  openings: [{ hash: seed(10), sharedSecret: seed(11) }],
  digest: utf8(
    JSON.stringify({
      date: SIGNAL.date,
      team: SIGNAL.team,
      title: SIGNAL.title,
      recipient: base64url(sha256(TEAM.publicKey)),
      pins: {
        directory: { size: 3, root: base64url(seed(12)) },
        ledger: { size: 6, root: base64url(seed(13)) },
      },
      trusted: [14, 15, 16].map((mark) => base64url(signingKey(seed(mark)).publicKey)),
    }),
  ),
};

/** In a case that went on under other secrets: its digest says whom it is sealed to now. */
export const NOTE_LATER: SelfNote = {
  ...NOTE,
  generation: 1,
  digest: utf8(
    JSON.stringify({
      date: SIGNAL.date,
      team: SIGNAL.team,
      title: SIGNAL.title,
      recipient: base64url(sha256(TEAM.publicKey)),
      readers: [3, 5],
      former: [4],
      current: base64url(seed(17)),
      pins: {
        directory: { size: 4, root: base64url(seed(18)) },
        ledger: { size: 6, root: base64url(seed(13)) },
      },
      trusted: [14, 15, 16].map((mark) => base64url(signingKey(seed(mark)).publicKey)),
    }),
  ),
};

/** Sealing is random, and other programs deflate otherwise: these are made once, and then only opened. */
export async function madeOnce(): Promise<Record<string, string>> {
  const [opening] = await sealOpening(SIGNAL, TEAM.publicKey, HEAD, ORIGIN, SUBMITTER);
  const [message] = await sealMessage(MESSAGE, MEMBER_PLACE, thread, ORIGIN, MEMBER);
  if (opening === undefined || message === undefined) throw new Error("nothing sealed");
  const plain = sealEnvelope(TEAM.publicKey, ORIGIN, seed(1).subarray(0, 16), KIND.event, utf8("golden"));
  const { keyringKey } = phraseKeys(derivePhraseMaster(WORDS.nl, ORIGIN), ORIGIN);
  return {
    "envelope/envelope.base64": base64(plain.bytes),
    "envelope/shared-secret.hex": hex(plain.sharedSecret),
    "thread/opening.base64": base64(opening.bytes),
    "thread/opening-shared-secret.hex": hex(opening.sharedSecret),
    "thread/message.base64": base64(message.bytes),
    "thread/signal-deflated.hex": hex((await packEvent(SIGNAL)).bytes),
    "keyring/blob.base64": base64(sealKeyring(KEYRING, ORIGIN, keyringKey)),
    "keyring/wrapped-master.base64": base64(wrapMaster(PASSKEY.master, PASSKEY.output, ORIGIN)),
    "ceremony/offer.base64": base64(sealOffer(OFFER, invitationKeys(CODE, ORIGIN), ORIGIN)),
    "ceremony/seed-share.base64": base64(
      sealSeed(SHARED, { identity: OMAR.signing.publicKey, box: OMAR.box.publicKey }, ORIGIN, NOOR.signing),
    ),
  };
}

/** A burst of five plain runs of bytes: their hashes are what matters. */
export const BURST = concat(...[1, 2, 3, 4, 5].map((mark) => new Uint8Array(8192).fill(mark)));
const logSigner = (log: "letters" | "directory", mark: number): NoteSigner => ({
  name: logName(ORIGIN, log),
  key: signingKey(seed(mark)),
});
export const LETTERS = logSigner("letters", 12);
export const WITNESS = { name: `or.${ORIGIN}/witness`, key: signingKey(seed(13)) };
const promise = (): Uint8Array => signPromise({ by: 1_795_000_002, leaves: leavesOfBurst(BURST) }, ORIGIN, LETTERS.key);

/** A tree of 258 entries: a full tile, a partial one, and one hash of level 1. */
function edge(): Record<string, unknown> {
  const leaves = Array.from({ length: 258 }, (_, i) => leafHash(uint32(i)));
  const { size, root, tiles } = appendLeaves(0, () => undefined, leaves);
  const source: TileSource = (level, index) =>
    tiles.find((tile) => tile.level === level && tile.index === index)?.hashes;
  return {
    entries: "uint32 0 to 257",
    size,
    root: hex(root),
    tileSha256: Object.fromEntries(tiles.map(({ level, index, hashes }) => [`${level}/${index}`, hex(sha256(hashes))])),
    edge: ["0/1", "1/0"].map((name) =>
      hex(tiles.find((tile) => `${tile.level}/${tile.index}` === name)?.hashes ?? seed(0)),
    ),
    inclusionOf257: inclusionProof(source, 257, 258).map(hex),
    consistencyFrom200: consistencyProof(source, 200, 258).map(hex),
    rootOf200: hex(rootOf(leaves.slice(0, 200))),
  };
}

function paths(): Record<string, string> {
  const indexes = [0, 999, 1000, 1_234_067];
  return Object.fromEntries(
    indexes.flatMap((index) => [
      [`tile 2, ${index}`, tilePath(2, { index, width: null })],
      [`entries ${index}, width 255`, entriesPath({ index, width: 255 })],
      [`bundle ${index}, width 63`, bundlePath({ index, width: 63 })],
      [`read back ${index}`, String(parseSlice(bundlePath({ index, width: 63 }).slice("bundles/".length), 64).index)],
    ]),
  );
}

function checkpoints(): string {
  const empty = signCheckpoint({ origin: LETTERS.name, size: 0, root: emptyRoot() }, LETTERS);
  const grown = signCheckpoint({ origin: LETTERS.name, size: 1, root: leafHash(utf8("one entry")) }, LETTERS);
  const text = grown.slice(0, grown.lastIndexOf("\n\n") + 1);
  return [empty, `${grown}${cosign(text, 1_795_000_000, WITNESS.name, WITNESS.key)}`].join("====\n");
}

function logKeys(): Record<string, string> {
  const witness = { name: WITNESS.name, type: 4 as const, publicKey: WITNESS.key.publicKey };
  return { letters: formatVerifierKey(verifierKey(LETTERS)), witness: formatVerifierKey(witness) };
}

function entries(): Record<string, string> {
  const envelope = BURST.subarray(0, 8192);
  return {
    letters: hex(letterEntry(envelope)),
    envelopeHash: hex(envelopeHash(envelope)),
    document: hex(documentEntry(utf8("document"))),
    bundle: hex(encodeEntries([letterEntry(envelope), letterEntry(BURST.subarray(8192, 16_384))])),
    burstLeaves: leavesOfBurst(BURST).map(hex).join(" "),
  };
}

const signerOf = (role: SignerRole, mark: number): NoteSigner => ({
  name: directoryKeyName(ORIGIN, role),
  key: signingKey(seed(mark)),
});
export const DIRECTORY_SIGNERS = [signerOf("officer", 11), signerOf("council", 12), signerOf("spare", 13)];
const directory = (): string => signDirectory(ORIGIN, 4, JSON.stringify(STATEMENT), DIRECTORY_SIGNERS.slice(0, 2));

export const KEYRING: Keyring = {
  revision: 7,
  kind: "member",
  id: "noor-haddad",
  signing: seed(14),
  box: seed(15),
  seeds: [
    { group: "oost", epoch: 0, seed: seed(16) },
    { group: "oost", epoch: 1, seed: seed(17) },
  ],
  pins: { letters: { size: 258, root: seed(18) }, directory: { size: 5, root: seed(19) }, ledger: null },
  trusted: DIRECTORY_SIGNERS.map(({ key }) => key.publicKey),
};

/** What a passkey gives, and the master that it opens. */
export const PASSKEY = { output: seed(20), master: seed(21) };
function signIn(): Record<string, string> {
  const { login } = phraseKeys(seed(18), ORIGIN);
  const challenge = new Uint8Array(36).fill(19);
  return {
    master: hex(seed(18)),
    challenge: base64url(challenge),
    signature: base64url(signChallenge(challenge, ORIGIN, login)),
  };
}

function phrase(): Record<string, string> {
  const master = derivePhraseMaster(WORDS.nl, ORIGIN);
  const { login, keyringKey } = phraseKeys(master, ORIGIN);
  const words = WORDS.nl.join(" ");
  return { words, master: hex(master), loginPublicKey: base64url(login.publicKey), keyringKey: hex(keyringKey) };
}
function plaintext(): Record<string, unknown> {
  const bytes = encodePlaintext(KIND.event, utf8("golden"));
  return { bytes: bytes.length, start: hex(bytes.subarray(0, 12)), sha256: hex(sha256(bytes)) };
}

/** What the sealed files are opened with. */
function threadSeeds(): Record<string, unknown> {
  return {
    origin: ORIGIN,
    submitterSeed: hex(SUBMITTER.seed),
    memberSeed: hex(MEMBER.seed),
    teamSeed: hex(TEAM.seed),
    threadSecret: hex(THREAD_SECRET),
    selfSecret: hex(SELF_SECRET),
    holdSecret: hex(HEAD.holdSecret),
    deskHoldSeed: hex(HEAD.deskHoldSeed),
    messagePlace: MEMBER_PLACE,
  };
}

const text = (value: unknown): string => JSON.stringify(value, null, 2);

/** A modulus whose primes nobody kept: blinding takes one that is a product of two. */
const TOKEN_KEY = parseTokenKey(
  encodeTokenKey(
    base64urlDecode(
      "8NAZYIc6B-5-_lypJ0LyTHZNJj6XwaLQqV1WyJ2_swIQ4bweJaOrGXPpTxRJ2zpDmrStl-nSKQEXosVbiSt4puEEvwR0uOcLDA6XKekpL9cWJE" +
    "TOTLrInRG1cKLEuBee2aVnzIJe3jS8XWekvsK9eWjdFzSiqdUxHEq4pf30kArljOT77fiUHuzQF-o40vye7aH-qDpX_69Hful1H8cqMdRZIE7G" +
    "-ynmBMB92o-rlGLtvyie2EnfydApDYYZAKF8EXFGut9IXboTjFLO4oKBycDFYfurM6uLyT4Gb0Mshh_g56U4qbg7Ym_d3h2NGjEiG29Eag5ITK" +
    "DZT6Bbg60zAw",
    ),
  ),
);
const PASS: Pass = { pass: token(0, false), credential: token(1, false) };

function tokens(): Record<string, unknown> {
  const pending = deriveTokens(seed(20), seed(21), TOKEN_KEY, ORIGIN);
  const spent = { nonce: seed(22), keyId: TOKEN_KEY.id };
  return {
    origin: ORIGIN,
    challenge: hex(boardChallenge(ORIGIN)),
    tokenKeyId: hex(TOKEN_KEY.id),
    tokenSeed: hex(seed(20)),
    voucher: hex(seed(21)),
    nonce0: hex(pending.nonces[0] ?? seed(0)),
    nonce14: hex(pending.nonces[14] ?? seed(0)),
    batchRequestSha256: hex(sha256(encodeBatchRequest(pending))),
    nonce: hex(spent.nonce),
    nullifier: hex(nullifierOf(spent, ORIGIN)),
    burstHash: hex(seed(23)),
    mark: hex(spentMark(spent, seed(23), ORIGIN)),
  };
}

function card(lists: Readonly<Record<"nl" | "en", WordList>>): Record<string, string> {
  const code = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  return {
    code: hex(code),
    hash: hex(cardHash(code, ORIGIN)),
    nl: cardWords(code, lists.nl, ORIGIN).join(" "),
    en: cardWords(code, lists.en, ORIGIN).join(" "),
    sheet: hex(signCardSheet({ lane: 8, year: 2026, hashes: [seed(25), seed(24)] }, ORIGIN, MEMBER)),
    signerSeed: hex(MEMBER.seed),
  };
}

// The ceremony: Noor invites, Omar accepts, and she sends him a seed.
export const NOOR = { signing: signingKey(seed(30)), box: xwingKey(seed(31)) };
export const OMAR = { signing: signingKey(seed(32)), box: xwingKey(seed(33)) };
export const CODE = Uint8Array.from([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
export const OFFER: Offer = {
  kind: "member",
  id: "omar-el-idrissi",
  name: "Omar El Idrissi",
  organisation: "Dienst Één",
  groups: [{ id: "oost", name: "Oost", epoch: 2, makes: true }],
};
export const SHARED: GroupSeed = { group: "oost", epoch: 2, seed: seed(34) };

function invitation(lists: Readonly<Record<"nl" | "en", WordList>>): Record<string, string> {
  const keys = invitationKeys(CODE, ORIGIN);
  return {
    code: hex(CODE),
    nl: codeWords(CODE, "invitation-check", lists.nl, ORIGIN).join(" "),
    en: codeWords(CODE, "invitation-check", lists.en, ORIGIN).join(" "),
    id: hex(keys.id),
    idHash: hex(invitationHash(keys)),
    key: hex(keys.key),
    identity: hex(OMAR.signing.publicKey),
    boxSha256: hex(sha256(OMAR.box.publicKey)),
    acceptanceTag: hex(acceptanceTag(keys, OMAR.signing.publicKey, OMAR.box.publicKey, ORIGIN)),
    makersBoxSeed: hex(NOOR.box.seed),
    makersNonce: hex(seed(35).subarray(0, 16)),
    makersCode: hex(invitationCode(NOOR.box.seed, seed(35).subarray(0, 16), ORIGIN)),
  };
}

function fingerprints(lists: Readonly<Record<"nl" | "en", WordList>>): Record<string, string> {
  const words = (key: Uint8Array, list: WordList): string => fingerprintWords(key, list, ORIGIN).join(" ");
  const { signing, box } = OMAR;
  return {
    identity: hex(signing.publicKey),
    identityNl: words(signing.publicKey, lists.nl),
    identityEn: words(signing.publicKey, lists.en),
    boxSeed: hex(box.seed),
    boxNl: words(box.publicKey, lists.nl),
    boxEn: words(box.publicKey, lists.en),
  };
}

/** What the sealed and signed files of the ceremony are opened with. */
function ceremonySeeds(): Record<string, string> {
  const [noor, omar] = [NOOR, OMAR].map(({ signing, box }) => ({ signing: hex(signing.seed), box: hex(box.seed) }));
  return {
    origin: ORIGIN,
    noorSigningSeed: noor?.signing ?? "",
    noorBoxSeed: noor?.box ?? "",
    omarSigningSeed: omar?.signing ?? "",
    omarBoxSeed: omar?.box ?? "",
    code: hex(CODE),
    offer: JSON.stringify(OFFER),
    group: SHARED.group,
    epoch: String(SHARED.epoch),
    groupSeed: hex(SHARED.seed),
  };
}

function passkey(): Record<string, string> {
  return { salt: hex(passkeySalt(ORIGIN)), output: hex(PASSKEY.output), master: hex(PASSKEY.master) };
}

/** The line that a backup begins with, and where it ends: the blob is the same as the board's. */
function backup(): Record<string, string> {
  const file = encodeBackup(new Uint8Array(KEYRING_BYTES));
  return { line: utf8Decode(file.subarray(0, file.indexOf(10) + 1)), bytes: String(file.length) };
}

/** Files whose bytes today's code must give again, to the last one. */
export function deterministic(lists: Readonly<Record<"nl" | "en", WordList>>): Record<string, string> {
  return {
    "codename/nl.json": text(codename(WORDS.nl, lists.nl)),
    "codename/en.json": text(codename(WORDS.en, lists.en)),
    "codename/prf.json": text(prfAnswers()),
    "envelope/keys.json": text({ origin: ORIGIN, recipientSeed: hex(TEAM.seed), kind: 2, body: "golden" }),
    "envelope/plaintext.json": text(plaintext()),
    "thread/keys.json": text(threadSeeds()),
    "thread/signal.json": JSON.stringify(SIGNAL),
    "thread/message.json": JSON.stringify(MESSAGE),
    "thread/seen.json": JSON.stringify(SEEN),
    "thread/closed.json": JSON.stringify(CLOSED),
    "thread/message-body.hex": hex(messageBody()),
    "thread/self-note.hex": hex(encodeSelfNote(NOTE, self.id, ORIGIN, SUBMITTER)),
    "thread/self-note-later.hex": hex(encodeSelfNote(NOTE_LATER, self.id, ORIGIN, SUBMITTER)),
    "log/keys.json": text(logKeys()),
    "log/checkpoints.txt": checkpoints(),
    "log/promise.hex": hex(promise()),
    "log/entries.json": text(entries()),
    "log/edge.json": text(edge()),
    "log/paths.json": text(paths()),
    "directory/document.txt": directory(),
    "directory/keys.json": text(DIRECTORY_SIGNERS.map((signer) => formatVerifierKey(verifierKey(signer)))),
    "token/key.base64": base64(TOKEN_KEY.encoded),
    "token/batch.json": text(tokens()),
    "token/card.json": text(card(lists)),
    "token/pass.base64": base64(encodePass(PASS)),
    "token/pass.txt": passText(PASS),
    "ceremony/keys.json": text(ceremonySeeds()),
    "ceremony/invitation.json": text(invitation(lists)),
    "ceremony/fingerprint.json": text(fingerprints(lists)),
    "ceremony/burn-notice.json": utf8Decode(
      signBurnNotice({ ...SHARED, key: sha256(xwingKey(SHARED.seed).publicKey) }, ORIGIN, OMAR.signing),
    ),
    "ceremony/box.base64": base64(signBox(OMAR.box.publicKey, ORIGIN, OMAR.signing)),
    "ceremony/key-offer.base64": base64(
      signKeyOffer({ ...SHARED, key: xwingKey(SHARED.seed).publicKey }, ORIGIN, OMAR.signing),
    ),
    "keyring/backup.json": text(backup()),
    "keyring/passkey.json": text(passkey()),
    "keyring/phrase.json": text(phrase()),
    "keyring/sign-in.json": text(signIn()),
  };
}
