// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import {
  base64Decode,
  concat,
  cosignaturesOf,
  decodeBackup,
  decodePart,
  decodeSelfNote,
  envelopeHash,
  hex,
  hexDecode,
  invitationKeys,
  isAcceptance,
  joinEvents,
  KIND,
  openBox,
  openBurnNotice,
  openCheckpoint,
  openDirectory,
  openEnvelope,
  openKeyOffer,
  openKeyring,
  openMessage,
  openOffer,
  openOpening,
  openPromise,
  openSeed,
  parseCode,
  parseNote,
  parseVerifierKey,
  readOpening,
  reopenEnvelope,
  unpackEvent,
  unwrapMaster,
  utf8,
  verifyConsistency,
  verifyInclusion,
  verifyPart,
  leafHash,
  uint32,
  sha256,
  xwingKey,
} from "#crypto";
import { asFile, kept, LISTS } from "./files.ts";
import {
  BURST,
  CLOSED,
  CODE,
  deterministic,
  HEAD,
  KEYRING,
  LETTERS,
  MEMBER,
  MEMBER_PLACE,
  MESSAGE,
  NOOR,
  NOTE,
  NOTE_LATER,
  OFFER,
  OMAR,
  ORIGIN,
  SEEN,
  self,
  SHARED,
  SIGNAL,
  SUBMITTER,
  TEAM,
  thread,
} from "./formats.ts";

// Files that an earlier version of this program wrote. What people sealed stays sealed for years: a change of a label, a size
// or an order of fields must show here first.

const bytesIn = (name: string): Uint8Array => {
  const text = kept(name);
  return name.endsWith(".hex") ? hexDecode(text) : base64Decode(text);
};
const jsonIn = (name: string): unknown => JSON.parse(kept(name));

test.each(Object.entries(deterministic(LISTS)))("golden: today's code gives %s again", (name, text) => {
  expect(asFile(kept(name))).toBe(asFile(text));
});

test("golden: the kept envelope opens with its recipient's seed and with its shared secret", () => {
  const envelope = bytesIn("envelope/envelope.base64");
  const expected = { kind: KIND.event, body: utf8("golden") };
  expect(openEnvelope(TEAM, envelope, ORIGIN)).toEqual(expected);
  expect(reopenEnvelope(bytesIn("envelope/shared-secret.hex"), envelope, ORIGIN)).toEqual(expected);
});

test("golden: the kept opening opens for its team and for its writer, with head and signal", async () => {
  const envelope = bytesIn("thread/opening.base64");
  const opening = openOpening(TEAM, envelope, 0, ORIGIN, () => undefined);
  if (typeof opening === "string") throw new Error(opening);
  expect(opening.head).toEqual({ ...HEAD, signer: SUBMITTER.publicKey });
  expect(await joinEvents([opening.part])).toMatchObject([{ lane: 0, position: 0, state: "event", event: SIGNAL }]);
  const reopened = reopenEnvelope(bytesIn("thread/opening-shared-secret.hex"), envelope, ORIGIN);
  expect(readOpening(reopened, sha256(TEAM.publicKey), envelope, 0, ORIGIN)).toEqual(opening);
});

test("golden: the kept message opens at its place and verifies", async () => {
  const part = openMessage(thread, MEMBER_PLACE, bytesIn("thread/message.base64"), 0, ORIGIN, MEMBER.publicKey);
  if (typeof part === "string") throw new Error(part);
  expect(await joinEvents([part])).toMatchObject([{ ...MEMBER_PLACE, state: "event", event: MESSAGE }]);
});

test("golden: the kept body of a message is a part with its signature", async () => {
  const part = decodePart(bytesIn("thread/message-body.hex"));
  expect(verifyPart(part, KIND.event, thread.id, ORIGIN, MEMBER.publicKey)).toBe(true);
  expect(await unpackEvent({ deflated: false, bytes: part.chunk })).toEqual(MESSAGE);
});

test("golden: the kept JSON of each event is read, deflated and not", async () => {
  expect(await unpackEvent({ deflated: true, bytes: bytesIn("thread/signal-deflated.hex") })).toEqual(SIGNAL);
  for (const event of [SIGNAL, MESSAGE, SEEN, CLOSED])
    expect(await unpackEvent({ deflated: false, bytes: utf8(kept(`thread/${event.type}.json`)) })).toEqual(event);
});

test.each([
  ["self-note", NOTE],
  ["self-note-later", NOTE_LATER],
])("golden: the kept %s is read by its codename", (name, expected) => {
  const note = decodeSelfNote(bytesIn(`thread/${name}.hex`), self.id, ORIGIN, SUBMITTER.publicKey);
  expect(note).toEqual(expected);
});

test("golden: the kept checkpoints, and a witness's cosignature, verify", () => {
  const keys = jsonIn("log/keys.json") as { letters: string; witness: string };
  const [empty = "", grown = ""] = asFile(kept("log/checkpoints.txt")).split("====\n");
  expect(openCheckpoint(empty, LETTERS.name, parseVerifierKey(keys.letters)).size).toBe(0);
  expect(openCheckpoint(grown, LETTERS.name, parseVerifierKey(keys.letters)).size).toBe(1);
  const [cosignature] = cosignaturesOf(parseNote(grown), [parseVerifierKey(keys.witness)]);
  expect(cosignature?.seconds).toBe(1_795_000_000);
});

test("golden: the kept promise is for its burst", () => {
  expect(openPromise(bytesIn("log/promise.hex"), BURST, ORIGIN, LETTERS.key.publicKey).by).toBe(1_795_000_002);
  expect((jsonIn("log/entries.json") as { envelopeHash: string }).envelopeHash).toBe(
    hex(envelopeHash(BURST.subarray(0, 8192))),
  );
});

test("golden: the kept proofs lead to the kept roots", () => {
  const tree = jsonIn("log/edge.json") as Record<"root" | "rootOf200", string> &
    Record<"inclusionOf257" | "consistencyFrom200", string[]>;
  const [root, old] = [hexDecode(tree.root), hexDecode(tree.rootOf200)];
  verifyInclusion(leafHash(uint32(257)), 257, 258, tree.inclusionOf257.map(hexDecode), root);
  verifyConsistency(200, old, 258, root, tree.consistencyFrom200.map(hexDecode));
});

test("golden: the kept directory is vouched for by two of its three keys", () => {
  const keys = (jsonIn("directory/keys.json") as string[]).map(parseVerifierKey);
  const { index, statement, signedBy } = openDirectory(asFile(kept("directory/document.txt")), ORIGIN, keys);
  expect([index, signedBy.length, statement.teams.length]).toEqual([4, 2, 2]);
});

test("golden: the kept keyring opens with its phrase's key", () => {
  const { keyringKey } = jsonIn("keyring/phrase.json") as { keyringKey: string };
  expect(openKeyring(bytesIn("keyring/blob.base64"), ORIGIN, hexDecode(keyringKey))).toEqual(KEYRING);
});

test("golden: the kept backup line is before a blob, and the kept passkey opens its master", () => {
  const { line } = jsonIn("keyring/backup.json") as { line: string };
  const blob = bytesIn("keyring/blob.base64");
  expect(decodeBackup(concat(utf8(line), blob))).toEqual(blob);
  const { output, master } = jsonIn("keyring/passkey.json") as Record<"output" | "master", string>;
  expect(hex(unwrapMaster(bytesIn("keyring/wrapped-master.base64"), hexDecode(output), ORIGIN))).toBe(master);
});

test("golden: the kept words are the invitation's code, and open the kept offer", () => {
  const { nl, en } = jsonIn("ceremony/invitation.json") as Record<"nl" | "en", string>;
  for (const code of [
    parseCode(nl, "invitation-check", LISTS.nl, ORIGIN),
    parseCode(en, "invitation-check", LISTS.en, ORIGIN),
  ])
    expect(openOffer(bytesIn("ceremony/offer.base64"), invitationKeys(code, ORIGIN), ORIGIN)).toEqual(OFFER);
});

test("golden: the kept box, key offer and tag are those of whoever accepted", () => {
  const { identity, box } = openBox(bytesIn("ceremony/box.base64"), ORIGIN);
  expect([identity, box]).toEqual([OMAR.signing.publicKey, OMAR.box.publicKey]);
  const { acceptanceTag } = jsonIn("ceremony/invitation.json") as { acceptanceTag: string };
  expect(isAcceptance(hexDecode(acceptanceTag), invitationKeys(CODE, ORIGIN), identity, box, ORIGIN)).toBe(true);
  const offer = openKeyOffer(bytesIn("ceremony/key-offer.base64"), ORIGIN);
  expect(offer).toEqual({ identity, group: "oost", epoch: 2, key: xwingKey(SHARED.seed).publicKey });
});

test("golden: the kept burn notice is of whoever had that seed", () => {
  const notice = openBurnNotice(utf8(kept("ceremony/burn-notice.json")), ORIGIN);
  const key = sha256(xwingKey(SHARED.seed).publicKey);
  expect(notice).toEqual({ group: "oost", epoch: 2, key, member: OMAR.signing.publicKey });
});

test("golden: the kept seed share opens for its recipient", () => {
  const opened = openSeed(bytesIn("ceremony/seed-share.base64"), OMAR.signing.publicKey, OMAR.box, ORIGIN);
  expect(opened).toEqual({ sender: NOOR.signing.publicKey, seed: SHARED });
});
