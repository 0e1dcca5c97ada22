// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { SIGNER_ROLES, type SignerRole } from "#crypto";
import { WorkerFailure } from "./failure.ts";

/** @param id of a signer's keyring or invitation */
export function asSignerRole(id: string): SignerRole {
  const role = SIGNER_ROLES.find((known) => known === id);
  if (role === undefined) throw new WorkerFailure("defect", "a signer without a role");
  return role;
}
