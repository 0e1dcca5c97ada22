// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Adapter, AdapterFactory, AdapterPayload } from "oidc-provider";

/** The provider's own store warns that it is for trying things out, which the demo is. @returns a store that lasts as long as it does */
export function providerMemory(): AdapterFactory {
  const kept = new Map<string, AdapterPayload>();
  const find = (kind: string, matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined =>
    [...kept].find(([key, payload]) => key.startsWith(`${kind}:`) && matches(payload))?.[1];
  return (kind): Adapter => ({
    upsert(id, payload) {
      kept.set(`${kind}:${id}`, payload);
      return Promise.resolve();
    },
    find: (id) => Promise.resolve(kept.get(`${kind}:${id}`)),
    findByUid: (uid) => Promise.resolve(find(kind, (payload) => payload.uid === uid)),
    findByUserCode: (userCode) => Promise.resolve(find(kind, (payload) => payload.userCode === userCode)),
    consume(id) {
      const payload = kept.get(`${kind}:${id}`);
      if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
      return Promise.resolve();
    },
    destroy(id) {
      kept.delete(`${kind}:${id}`);
      return Promise.resolve();
    },
    revokeByGrantId(grantId) {
      for (const [key, payload] of kept) if (payload.grantId === grantId) kept.delete(key);
      return Promise.resolve();
    },
  });
}
