// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { WorkerFailure } from "./failure.ts";

/** A part of the Worker's own code or words could not be fetched. This Worker will never get it: the next one may. */
export class PartMissing extends WorkerFailure {
  constructor(cause: unknown) {
    super("offline", "a part of the page could not be fetched", { cause });
  }
}

/** @throws PartMissing */
export async function fetchPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    throw new PartMissing(error);
  }
}
