// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import {
  codenameKeys,
  encodeSelfNote,
  KIND,
  sealEnvelope,
  SUBMITTER_LANE,
  threadKeys,
  utf8,
  type SelfNote,
  type ThreadKeys,
} from "#crypto";
import { encodeDigest, FORMER_KEPT, openNote, sealNote, type Digest } from "../../../client/worker/note.ts";
import type { Lane } from "../../../client/worker/scan.ts";
import { FIRST, ORIGIN, publicKeys, seed } from "./history.ts";

const { submitter, selfSecret } = codenameKeys(seed(7), ORIGIN, 0);
const keys: ThreadKeys = threadKeys(selfSecret, ORIGIN);
const lane: Lane = { keys, lane: SUBMITTER_LANE, next: 0 };
const largest = { size: Number.MAX_SAFE_INTEGER, root: seed(255) };

const DIGEST: Digest = {
  date: "2026-11-25",
  team: "west",
  title: "De planning klopt niet",
  recipient: seed(3),
  readers: [3, 5],
  former: [4],
  current: seed(6),
  pins: { directory: { size: 4, root: seed(4) }, ledger: { size: 0, root: seed(5) } },
  trusted: publicKeys(FIRST),
};

const noteWith = (digest: Uint8Array): SelfNote => ({
  generation: 0,
  checkpoint: { size: 258, root: seed(9) },
  tokens: [],
  credential: null,
  openings: [{ hash: seed(10), sharedSecret: seed(11) }],
  digest,
});
const openedWith = (digest: Uint8Array): ReturnType<typeof openNote> =>
  openNote(sealNote(noteWith(digest), lane, ORIGIN, submitter), lane, ORIGIN, submitter.publicKey);

test("note: what it keeps of the case and of the directory is there when somebody comes back", () => {
  const opened = openedWith(encodeDigest(DIGEST));
  expect(opened).toMatchObject({ digest: DIGEST, checkpoint: { size: 258 } });
  expect(openedWith(encodeDigest(null))).toMatchObject({ digest: null });
});

test.each([
  ["three bytes a unit", "€"],
  ["four bytes for two units", "\u{1F9FE}"],
  ["escaped in JSON", '"'],
  ["escaped in JSON, too", "\\"],
])("note: the longest digest fits, also where each letter of its title takes %s", (_name, letter) => {
  const digest: Digest = {
    date: "2026-11-25",
    team: "x".repeat(40),
    title: letter.repeat(200 / letter.length),
    recipient: seed(255),
    readers: Array.from({ length: 8 }, (_each, i) => 65_535 - i),
    former: Array.from({ length: FORMER_KEPT }, (_each, i) => 65_000 - i),
    current: seed(255),
    pins: { directory: largest, ledger: largest },
    trusted: [seed(255), seed(254), seed(253)],
  };
  const encoded = encodeDigest(digest);
  expect(encoded.length).toBeLessThanOrEqual(1536);
  expect(openedWith(encoded)).toMatchObject({ digest });
});

test("note: a digest of another form is worth nothing, and of a newer version is said to be that", () => {
  const written = JSON.parse(new TextDecoder().decode(encodeDigest(DIGEST))) as object;
  for (const missing of Object.keys(written)) {
    const without = Object.entries(written).filter(([name]) => name !== missing);
    expect(openedWith(utf8(JSON.stringify(Object.fromEntries(without))))).toBeNull();
  }
  for (const readers of [[0], [65_536], [1.5], ["3"], Array.from({ length: 9 }, () => 3)])
    expect(openedWith(utf8(JSON.stringify({ ...written, readers })))).toBeNull();
  expect(openedWith(utf8(JSON.stringify({ ...written, more: 1 })))).toBe("needs_newer_version");
});

test("note: one that another codename signed is nobody's", () => {
  const other = codenameKeys(seed(8), ORIGIN, 0).submitter;
  const body = encodeSelfNote(noteWith(encodeDigest(DIGEST)), keys.id, ORIGIN, other);
  const key = keys.laneKey(SUBMITTER_LANE).publicKey;
  const { bytes } = sealEnvelope(key, ORIGIN, keys.tag(SUBMITTER_LANE, 0), KIND.selfNote, body);
  expect(openNote(bytes, lane, ORIGIN, submitter.publicKey)).toBeNull();
});
