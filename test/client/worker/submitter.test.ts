// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { afterEach, expect, test, vi } from "vitest";
import type { SignalText, Team } from "../../../client/protocol/index.ts";
import { Purse } from "../../../client/worker/purse.ts";
import { SubmitterSession } from "../../../client/worker/submitter.ts";
import { signalText } from "../../signal.ts";
import { documentOf, FIRST, organisationOf, seed, signersFrom, STATEMENT } from "./history.ts";

const SIGNAL = signalText({ title: "Te laat", facts: "Een dag." }) as SignalText;
const SHOWN: Team = { id: "west", name: "West", members: ["C", "D"] };

afterEach(() => vi.unstubAllGlobals());

test("sealing: a signal for keys that nobody vouches for any more is refused before anything is asked of the server", async () => {
  const asked = vi.fn(() => Promise.reject(new Error("no network")));
  vi.stubGlobal("fetch", asked);
  // Vouched for when writing began, a day and a moment ago.
  const since = Math.floor(Date.now() / 1000) - 24 * 3600 - 60;
  const organisation = organisationOf([documentOf(0, STATEMENT, signersFrom(FIRST))], { fresh: true, since });
  const session = new SubmitterSession(organisation, seed(9), new Purse());
  await expect(session.sendSignal(SIGNAL, SHOWN)).rejects.toMatchObject({ code: "directory_not_vouched", since });
  expect(asked).not.toHaveBeenCalled();
});

test.each([
  ["another name", { ...SHOWN, name: "Zuid" }],
  ["somebody who was not named", { ...SHOWN, members: SHOWN.members.slice(0, 1) }],
  ["somebody less", { ...SHOWN, members: [...SHOWN.members, "E"] }],
  ["other people", { ...SHOWN, members: ["C", "E"] }],
  ["nobody any more", { ...SHOWN, id: "zuid" }],
])(
  "sealing: a team that has %s than its writer was shown gets nothing, before anything is asked of the server",
  async (_how, shown) => {
    const asked = vi.fn(() => Promise.reject(new Error("no network")));
    vi.stubGlobal("fetch", asked);
    const organisation = organisationOf([documentOf(0, STATEMENT, signersFrom(FIRST))], {
      fresh: true,
      since: Math.floor(Date.now() / 1000),
    });
    const session = new SubmitterSession(organisation, seed(9), new Purse());
    await expect(session.sendSignal(SIGNAL, shown)).rejects.toMatchObject({ code: "readers_changed" });
    expect(asked).not.toHaveBeenCalled();
    await expect(session.sendSignal(SIGNAL, SHOWN)).rejects.not.toMatchObject({ code: "readers_changed" });
  },
);
