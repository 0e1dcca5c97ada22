// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { fetchPart } from "./part.ts";
import { STAFF_CALLS, type StaffCall } from "./staff-calls.ts";
import type { Handlers } from "./vouched.ts";

const fetched = async (): Promise<Handlers<StaffCall>> => (await fetchPart(() => import("./staff.ts"))).staffHandlers;

/** Each waits for the file, and is then what stands in it. */
export const staffCalls = Object.fromEntries(
  STAFF_CALLS.map((name) => {
    const later = async (params: never, onProgress: never): Promise<unknown> =>
      (await fetched())[name](params, onProgress);
    return [name, later];
  }),
  // One by one the compiler cannot follow: each has the name and so the type of its own.
) as unknown as Handlers<StaffCall>;
