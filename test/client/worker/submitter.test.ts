// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { afterEach, expect, test, vi } from "vitest";
import type { SignalText } from "../../../client/protocol/index.ts";
import { Purse } from "../../../client/worker/purse.ts";
import { SubmitterSession } from "../../../client/worker/submitter.ts";
import { signalText } from "../../signal.ts";
import { documentOf, FIRST, organisationOf, seed, signersFrom, STATEMENT } from "./history.ts";

afterEach(() => vi.unstubAllGlobals());

test("sealing: a signal for keys that nobody vouches for any more is refused before anything is asked of the server", async () => {
  const asked = vi.fn(() => Promise.reject(new Error("no network")));
  vi.stubGlobal("fetch", asked);
  // Vouched for when writing began, a day and a moment ago.
  const since = Math.floor(Date.now() / 1000) - 24 * 3600 - 60;
  const organisation = organisationOf([documentOf(0, STATEMENT, signersFrom(FIRST))], { fresh: true, since });
  const session = new SubmitterSession(organisation, seed(9), new Purse());
  const signal = signalText({ title: "Te laat", facts: "Een dag." }) as SignalText;
  await expect(session.sendSignal(signal, "west")).rejects.toMatchObject({ code: "directory_not_vouched", since });
  expect(asked).not.toHaveBeenCalled();
});
