// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { answeredLater } from "./later.ts";
import { COUNCIL_CALLS, KEYS_CALLS, PASS_CALLS, SIGN_IN_CALLS, SIGNER_CALLS, STAFF_CALLS } from "./staff-calls.ts";

export const staffCalls = {
  ...answeredLater(SIGN_IN_CALLS, async () => (await import("./sign-in-calls.ts")).signInHandlers),
  ...answeredLater(STAFF_CALLS, async () => (await import("./staff.ts")).staffHandlers),
  ...answeredLater(PASS_CALLS, async () => (await import("./pass-calls.ts")).passHandlers),
  ...answeredLater(COUNCIL_CALLS, async () => (await import("./council-calls.ts")).councilHandlers),
  ...answeredLater(KEYS_CALLS, async () => (await import("./keys-calls.ts")).keysHandlers),
  ...answeredLater(SIGNER_CALLS, async () => (await import("./ceremony-calls.ts")).signerHandlers),
};
