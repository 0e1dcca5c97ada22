// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Audited } from "./audit.ts";
import { WorkerFailure } from "./failure.ts";
import { fetchPart } from "./part.ts";
import type { Handlers } from "./vouched.ts";

// The audit is in a file of its own, which writing does not fetch.

const fetched = () => fetchPart(() => import("./audit.ts"));

let audited: Audited | undefined;

export const auditCalls: Handlers<"auditLogs" | "compareCheckpoints"> = {
  auditLogs: async (_params, onProgress) => {
    const { auditLogs, shownAudit } = await fetched();
    audited = await auditLogs(onProgress);
    return shownAudit(audited);
  },
  compareCheckpoints: async ({ text }) => {
    if (audited === undefined) throw new WorkerFailure("refused", "read the logs first");
    return (await fetched()).compareCheckpoints(audited, text);
  },
};
