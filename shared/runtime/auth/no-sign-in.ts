/** What the authorizer is told when people do not sign in. In a file of its own, since every call by key reads it. */
export const NO_SIGN_IN = 'off';
