// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export { registerCarrying } from "./carry.ts";
export { registerOnionDoor } from "./onion-door.ts";
export { forwardReading, registerForwarding } from "./forward.ts";
