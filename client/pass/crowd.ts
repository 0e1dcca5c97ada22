// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

/** From so many passes on, one of them says little about who has it. */
const CROWD = 50;

export const isCrowd = (passes: number): boolean => passes >= CROWD;
