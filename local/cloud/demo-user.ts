import type { LocalUser } from '#local/cloud/local-cloud';

/** The person who can sign in wherever the local cloud is started by hand; stores that they open are there again later. */
export const demoUser: LocalUser = { sub: 'demo', email: 'demo@example.com', name: 'Demo Merchant', password: 'demo' };
