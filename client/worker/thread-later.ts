// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { eventOf, measure } from "./conversation.ts";
import { answeredLater } from "./later.ts";
import { THREAD_CALLS, type ThreadCall } from "./thread-calls.ts";
import type * as ThreadSession from "./thread-session.ts";
import type { Handlers } from "./vouched.ts";

let loaded: Promise<typeof ThreadSession> | undefined;

export const threadCalls: Handlers<ThreadCall | "measureMessage"> = {
  ...answeredLater(THREAD_CALLS, async () => (await (loaded ??= import("./thread-session.ts"))).threadHandlers),
  // A member has no thread of their own open, and all the room there is.
  measureMessage: async ({ text }) =>
    (await loaded)?.measureInThread(text) ?? measure(eventOf({ what: "message", text })),
};
