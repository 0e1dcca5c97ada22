// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { beforeEach, expect, test, vi } from "vitest";
import { signGatewayDocument, signingKey, SIZE_CLASSES, x25519GatewayKey, xwingGatewayKey } from "#crypto";
import type * as Gateway from "../../../client/worker/gateway.ts";
import type { VouchedOrganisation } from "../../../client/worker/organisation.ts";
import { organisationAfter } from "./generations.ts";
import { ORIGIN, seed } from "./history.ts";

const SIGNER = signingKey(seed(60));
const SLOT_SECONDS = 60;

/** A document of the ledger, with the keys of a month. */
function documentOf(number: number, by = SIGNER): Uint8Array {
  const keys = [xwingGatewayKey(2 * number, seed(number)), x25519GatewayKey(2 * number + 1, seed(number))];
  const configurations = keys.map(({ configuration }) => configuration);
  return signGatewayDocument({ from: "2026-11-26", until: "2026-12-02", configurations }, ORIGIN, by);
}

function organisationWith(ledger: readonly Uint8Array[], gateway: Uint8Array | null = SIGNER.publicKey) {
  const organisation = organisationAfter(0);
  const statement = { ...organisation.statement, gateway };
  return { ...organisation, statement, ledger } satisfies VouchedOrganisation;
}

let gateway: typeof Gateway;
let asked: string[];

beforeEach(async () => {
  vi.resetModules();
  gateway = await import("../../../client/worker/gateway.ts");
  asked = [];
  vi.stubGlobal("fetch", (path: string, { body }: { body: Uint8Array }) => {
    asked.push(`${path} ${body.length} ${body[0]}`);
    return Promise.reject(new TypeError("no network"));
  });
  return () => vi.unstubAllGlobals();
});

const read = (): Promise<unknown> =>
  gateway.readObliviously("/v1/logs/letters/bundles/000").catch((error: unknown) => error);

test("gateway: requests are sealed to the last key in the ledger, at the interval that is the same for everybody", () => {
  const ledger = [documentOf(1), documentOf(2), new Uint8Array(10), documentOf(3, signingKey(seed(61)))];
  const found = gateway.gatewayOf(organisationWith(ledger));
  expect(found?.configuration.keyId).toBe(4);
  expect(found).toMatchObject({ origin: ORIGIN, relay: "", interval: SLOT_SECONDS * 1000 });
});

test.each([
  ["no key in the ledger", organisationWith([])],
  ["a key of somebody whom the directory does not name", organisationWith([documentOf(1)], seed(7))],
  ["a directory that names nobody for it", organisationWith([documentOf(1)], null)],
])("gateway: with %s nothing is asked of anybody", async (_why, organisation) => {
  gateway.useGateway(gateway.gatewayOf(organisation));
  const request = vi.fn();
  gateway.connectSlots({ use: request, post: request });
  expect(await read()).toMatchObject({ code: "posting_closed" });
  await expect(gateway.postBurst(new Uint8Array(1), "")).rejects.toMatchObject({ code: "posting_closed" });
  await expect(gateway.redeemCard(new Uint8Array(10), new Uint8Array(1))).rejects.toMatchObject({
    code: "posting_closed",
  });
  expect(asked).toEqual([]);
  expect(request).not.toHaveBeenCalled();
});

test("gateway: a ledger that is read without a key takes nothing from who has one", async () => {
  const used: unknown[] = [];
  gateway.connectSlots({ use: (each) => used.push(each.configuration.keyId), post: () => Promise.resolve(null) });
  gateway.useGateway(gateway.gatewayOf(organisationWith([documentOf(1)])));
  gateway.useGateway(gateway.gatewayOf(organisationWith([])));
  await read();
  expect(asked).toEqual([`/v1/oblivious ${SIZE_CLASSES.read.request} 2`]);
  gateway.useGateway(gateway.gatewayOf(organisationWith([documentOf(1), documentOf(2)])));
  expect(used).toEqual([2, 4]);
  await read();
  expect(asked.at(-1)).toBe(`/v1/oblivious ${SIZE_CLASSES.read.request} 4`);
});

test("gateway: whoever connects later is told the key that was read before", () => {
  gateway.useGateway(gateway.gatewayOf(organisationWith([documentOf(1)])));
  const used: unknown[] = [];
  gateway.connectSlots({ use: (each) => used.push(each.configuration.keyId), post: () => Promise.resolve(null) });
  expect(used).toEqual([2]);
});

test("gateway: pages of the board go to the relay that the directory names; others to where they came from", () => {
  const organisation = organisationWith([documentOf(1)]);
  expect(gateway.gatewayOf(organisation)?.relay).toBe("");
  gateway.goToRelay();
  expect(gateway.gatewayOf(organisation)?.relay).toBe("https://dissent.example");
});
