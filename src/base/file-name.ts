/** The last part of a path, as Unix and Windows write them. */
export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
