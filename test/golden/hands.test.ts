// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { base64Decode, joinEvents, openMessage, openOpening, readResealed, sha256, unpackEvent, utf8 } from "#crypto";
import { kept } from "./files.ts";
import { HEAD, MEMBER, MEMBER_PLACE, ORIGIN, SIGNAL, SUBMITTER, TEAM } from "./formats.ts";
import { EVENTS, handsDeterministic, NEXT_HEAD, NEXT_TEAM, REOPENED, SIDE } from "./hands.ts";

const bytesIn = (name: string): Uint8Array => base64Decode(kept(name).trim());
const ofTeam = (lane: number): Uint8Array | undefined => (lane === MEMBER_PLACE.lane ? MEMBER.publicKey : undefined);

test.each(Object.entries(handsDeterministic()))("golden: %s is what it was", (name, text) => {
  expect(kept(name)).toBe(text);
});

test("golden: the kept JSON of what teams and submitters say is read", async () => {
  for (const event of EVENTS)
    expect(await unpackEvent({ deflated: false, bytes: utf8(kept(`thread/${event.type}.json`)) })).toEqual(event);
});

test("golden: the kept re-opening opens for the team's next key, and for no other", async () => {
  const envelope = bytesIn("thread/reopening.base64");
  const opening = openOpening(NEXT_TEAM, envelope, 9, ORIGIN, ofTeam);
  if (typeof opening === "string") throw new Error(opening);
  expect(opening).toMatchObject({ kind: "reopening", head: { ...NEXT_HEAD, signer: SUBMITTER.publicKey } });
  expect(await joinEvents([opening.part])).toMatchObject([{ state: "event", event: REOPENED }]);
  expect(openOpening(TEAM, envelope, 9, ORIGIN, ofTeam)).toBe("cannot_open");
});

test("golden: the kept re-sealing gives the signal to the team's next key, signed by who wrote it", async () => {
  const resealing = openOpening(NEXT_TEAM, bytesIn("thread/resealing-0.base64"), 90, ORIGIN, ofTeam);
  if (typeof resealing === "string" || resealing.kind !== "resealing") throw new Error("no re-sealing");
  const [joined] = await joinEvents([resealing.part]);
  if (joined?.state !== "event" || joined.event.type !== "resealed") throw new Error(joined?.state);
  const opening = readResealed(joined.event, resealing, ORIGIN);
  if (opening === "forged") throw new Error(opening);
  expect(opening.head).toEqual({ ...HEAD, signer: SUBMITTER.publicKey });
  expect(opening.recipient).toEqual(sha256(TEAM.publicKey));
  expect(await joinEvents([opening.part])).toMatchObject([{ lane: 0, position: 0, index: 3, event: SIGNAL }]);
  // At its tag in the side thread stands nothing: part 0 has a random one.
  expect(openMessage(SIDE, MEMBER_PLACE, bytesIn("thread/resealing-0.base64"), 90, ORIGIN, MEMBER.publicKey)).toBe(
    "cannot_open",
  );
});
