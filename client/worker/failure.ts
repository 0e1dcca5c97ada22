// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "#crypto";
import { TransportError } from "../transport.ts";
import type { Failure, FailureCode } from "../protocol/index.ts";

/** A failure that a page has a sentence for. */
export class WorkerFailure extends Error {
  override readonly name = "WorkerFailure";
  readonly code: FailureCode;
  readonly since: number | null;

  constructor(code: FailureCode, detail: string, options: ErrorOptions & Pick<Failure, "since"> = {}) {
    super(detail, options);
    this.code = code;
    this.since = options.since ?? null;
  }
}

/** What crosses to the page. A defect of ours tells its name and nothing of what it worked on. */
export function failureFrom(error: unknown): Failure {
  if (error instanceof WorkerFailure) return { code: error.code, detail: error.message, since: error.since };
  if (error instanceof TransportError) return { code: error.code, detail: error.message };
  if (error instanceof ProtocolError && error.code === "too_long") return { code: "too_long", detail: error.message };
  if (error instanceof ProtocolError && error.code === "inconsistent")
    return { code: "log_inconsistent", detail: error.message };
  return { code: "defect", detail: error instanceof Error ? error.name : "unknown" };
}

/** Names what was being checked when bytes from outside turned out wrong. */
export async function checking<T>(code: FailureCode, check: () => T | Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof ProtocolError) throw new WorkerFailure(code, error.message, { cause: error });
    throw error;
  }
}
