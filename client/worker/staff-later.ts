// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { WorkerFailure } from "./failure.ts";
import { STAFF_CALLS, type StaffCall } from "./staff-calls.ts";
import type { Handlers } from "./vouched.ts";

async function fetched(): Promise<Handlers<StaffCall>> {
  try {
    return (await import("./staff.ts")).staffHandlers;
  } catch (error) {
    throw new WorkerFailure("offline", "a part of the page could not be fetched", { cause: error });
  }
}

/** Each waits for the file, and is then what stands in it. */
export const staffCalls = Object.fromEntries(
  STAFF_CALLS.map((name) => {
    const later = async (params: never, onProgress: never): Promise<unknown> =>
      (await fetched())[name](params, onProgress);
    return [name, later];
  }),
  // One by one the compiler cannot follow: each has the name and so the type of its own.
) as unknown as Handlers<StaffCall>;
