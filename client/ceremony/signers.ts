// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { SignerRole } from "#crypto/directory/index.ts";

/** Who sign the list of keys. A page runs none of the cryptography that has them too. */
export const SIGNER_ROLES: readonly SignerRole[] = ["officer", "council", "spare"];
