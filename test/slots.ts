// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { connectSlots, gatewayOf, useGateway } from "../client/worker/gateway.ts";
import { askObliviously, type Gateway } from "../client/worker/oblivious.ts";
import { readOrganisation, type VouchedOrganisation } from "../client/worker/organisation.ts";
import { TransportError } from "../client/transport.ts";

// For client code that runs in a test without a page: what it posts leaves at once, sealed as in a slot, and is tried once.

let gateway: Gateway | null = null;

connectSlots({
  use: (read) => (gateway = read),
  post: async (request, onLeaving) => {
    if (gateway === null) throw new Error("no gateway was read");
    onLeaving(Date.now(), false);
    try {
      return await askObliviously(gateway, "slot", request);
    } catch (error) {
      if (error instanceof TransportError) return null;
      throw error;
    }
  },
});

/** As a page reads it, with what requests are sealed to. */
export async function readWithGateway(): Promise<VouchedOrganisation> {
  const organisation = await readOrganisation();
  useGateway(gatewayOf(organisation));
  return organisation;
}
