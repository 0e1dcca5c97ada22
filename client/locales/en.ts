// Generated below by lit-localize
export const templates = {};
