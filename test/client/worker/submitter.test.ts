// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { afterEach, expect, test, vi } from "vitest";
import { logName, LOGS, signingKey, type LogShortName, type VerifierKey } from "#crypto";
import type { VouchedOrganisation } from "../../../client/worker/organisation.ts";
import type { SignalText } from "../../../client/worker/protocol.ts";
import { Purse } from "../../../client/worker/purse.ts";
import { SubmitterSession } from "../../../client/worker/submitter.ts";
import { signalText } from "../../signal.ts";
import { FIRST, ORIGIN, pinOf, publicKeys, seed, shownOf, STATEMENT } from "./history.ts";

const { publicKey } = signingKey(seed(1));
const logKeys = Object.fromEntries(
  LOGS.map((log): [LogShortName, VerifierKey] => [log, { name: logName(ORIGIN, log), type: 1, publicKey }]),
) as VouchedOrganisation["logKeys"];

const organisation = (vouching: VouchedOrganisation["vouching"]): VouchedOrganisation => ({
  ...shownOf([]),
  demo: false,
  version: 0,
  statement: STATEMENT,
  logKeys,
  passes: null,
  tokenKeys: [],
  vouching,
  pins: { directory: pinOf([]), ledger: pinOf([]) },
  trusted: publicKeys(FIRST),
});

afterEach(() => vi.unstubAllGlobals());

test("sealing: a signal for keys that nobody vouches for any more is refused before anything is asked of the server", async () => {
  const asked = vi.fn(() => Promise.reject(new Error("no network")));
  vi.stubGlobal("fetch", asked);
  // Vouched for when writing began, a day and a moment ago.
  const since = Math.floor(Date.now() / 1000) - 24 * 3600 - 60;
  const session = new SubmitterSession(organisation({ fresh: true, since }), seed(9), new Purse());
  const signal = signalText({ title: "Te laat", facts: "Een dag." }) as SignalText;
  await expect(session.sendSignal(signal, "west")).rejects.toMatchObject({ code: "directory_not_vouched", since });
  expect(asked).not.toHaveBeenCalled();
});
