/** netsight's version: the build writes package.json's; run from source it is unknown. */
declare const NETSIGHT_VERSION: string | undefined;

export const VERSION: string = typeof NETSIGHT_VERSION === 'string' ? NETSIGHT_VERSION : '0.0.0-source';
