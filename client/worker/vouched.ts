// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { utf8Decode } from "#crypto";
import { read } from "../transport.ts";
import { nowSeconds, vouchingNow } from "./checkpoint.ts";
import { gatewayOf, useGateway } from "./gateway.ts";
import { readOrganisation, requireKnown, type VouchedOrganisation } from "./organisation.ts";
import type { CallName, Calls, Leaving, Progress } from "../protocol/index.ts";

// What all of the Worker's answers share: the organisation.

let verified: VouchedOrganisation | undefined;
let reading: Promise<VouchedOrganisation> | undefined;

/** The one before stays where the next does not continue it: what was verified in this Worker's life is not given up. */
async function readNext(): Promise<VouchedOrganisation> {
  const next = await readOrganisation();
  if (verified !== undefined) requireKnown(next, { ...verified.pins, trusted: verified.trusted });
  verified = next;
  useGateway(gatewayOf(next));
  return next;
}

/**
 * Read anew: where somebody signs in, opens a thread or begins to write. Whoever asks while it is being read gets the same.
 * @throws WorkerFailure `directory_rolled_back`, and as readOrganisation
 */
export function newestOrganisation(): Promise<VouchedOrganisation> {
  reading ??= readNext().finally(() => (reading = undefined));
  return reading;
}

/** As it was read last; a failed reading is not remembered. */
export function organisation(): Promise<VouchedOrganisation> {
  return verified === undefined ? newestOrganisation() : Promise.resolve(verified);
}

/**
 * As it is now, for whoever looks again and again: read whole only where another document is served, or nobody vouches any more for
 * the one that is known.
 * @throws WorkerFailure as newestOrganisation
 */
export async function organisationNow(): Promise<VouchedOrganisation> {
  const known = await organisation();
  const isSame = utf8Decode(await read("/v1/directory")) === known.evidence.document;
  return isSame && vouchingNow(known.vouching, nowSeconds()).fresh ? known : newestOrganisation();
}

/** Answers to some of a page's questions. */
export type Handlers<Names extends CallName = CallName> = {
  readonly [Name in Names]: (
    params: Calls[Name]["params"],
    onProgress: (progress: Progress) => void,
    onLeaving: (leaving: Leaving) => void,
  ) => Promise<Calls[Name]["result"]>;
};
