import type { LocalUser } from '#local/cloud/local-cloud';

export type Users = {
  add(user: LocalUser): void;
  bySub(sub: string): LocalUser | undefined;
  /** The user with this e-mail (in any case) and password. */
  signIn(email: string, password: string): LocalUser | undefined;
  /** The user whose sign-in the page shows. */
  demo(): LocalUser | undefined;
};

export const createUsers = (initial: readonly LocalUser[]): Users => {
  const users = new Map(initial.map((user) => [user.sub, user]));
  return {
    add: (user) => {
      users.set(user.sub, user);
    },
    bySub: (sub) => users.get(sub),
    signIn: (email, password) =>
      [...users.values()].find(
        (user) => user.email.toLowerCase() === email.toLowerCase() && user.password === password,
      ),
    demo: () => users.values().next().value,
  };
};
