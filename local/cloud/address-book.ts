/** Where things of the template are on this machine: AWS addresses and the local ones that stand for them. */
export type AddressBook = {
  add(awsUrl: string, localUrl: string): void;
  /** The text with every known AWS address replaced by its local one. */
  localize(text: string): string;
};

export const createAddressBook = (): AddressBook => {
  const entries: [string, string][] = [];
  return {
    add: (awsUrl, localUrl) => {
      entries.push([awsUrl, localUrl], [awsUrl.replace(/^https?:\/\//, ''), localUrl.replace(/^https?:\/\//, '')]);
      entries.sort(([a], [b]) => b.length - a.length);
    },
    localize: (text) => entries.reduce((current, [aws, local]) => current.replaceAll(aws, local), text),
  };
};
