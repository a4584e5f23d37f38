/** One capture of 95 KB, and what the command-line tools make of it. */
import { payload, pcapFile } from './capture-builder.ts';

/** 1700 packets that repeat every seven: larger than an LZ4 window, small when compressed. */
export function repetitiveCapture(): Uint8Array {
  const records = Array.from({ length: 1700 }, (_, index) => ({
    seconds: 1_700_000_000,
    fraction: index % 7,
    data: payload(40, index % 7),
  }));
  return pcapFile(records);
}

/** zstd -19 */
export const ZSTD = fromBase64(
  'KLUv/aT4cwEAvQMA1ATUw7KhAgAEAP//AAABAAAAAPFTZQAAAAAoAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIj' +
    'JCUmJwEoAikDKgQrBSwGLRWgoHJ2PWsHMDdXA1Vyi3MKgmyUg+yWR1gKgmyUg9ldegw2lnH03hbvsRcv',
);

/** Two zstd frames with a skippable frame between them. */
export const ZSTD_FRAMES = fromBase64(
  'KLUv/aRwEQEAvQMA1ATUw7KhAgAEAP//AAABAAAAAPFTZQAAAAAoAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIj' +
    'JCUmJwEoAikDKgQrBSwGLRWgoHJ2PWsHMDdXA80Pi3MKgmyUg+yWR1gKgmyUg9ldegw2lnH03hZBJjTiUCpNGAMAAABhYmMotS/9' +
    'ZIhh/QMANAUTFBUWFxgZGhscHR4fICEiIyQlJicoKSoA8VNlBAAAACgEBQYHCAkKCwwNDg8QERIrAPFTZQUsAPFTZQYtAPFTZQAA' +
    'AQIDASgA8VNlAikA8VNlAxAA5uDi2gEoYKu4QAFziItWBUAcsOHLELJVXEABW8UFFLBVXGgFanYdGatXowQ=',
);

/** lz4 -9 -B4 -BD: linked blocks of 64 KiB. */
export const LZ4 = fromBase64(
  'BCJNGERAXpcBAACE1MOyoQIABAABAFD//wAAAQkAMPFTZQcAEygEAPAZAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g' +
    'ISIjJCUmJzgAFwE4AA83ABQQKDgAFwI4AA83ABQQKTgAFwM4AA83ABQQKjgAFwQ4AA83ABQQKzgAFwU4AA83ABQQLDgAFwY4AA83' +
    'ABQfLYgB////////////////////////////////////////////////////////////////////////////////////////////' +
    '////////////////////////////////////////////////////////////////////////////////////////////////////' +
    '////////////////////////////////////////////////////////////////////////////////////////////////////' +
    '////////////////////////////////////////////////R1AbHB0eH34AAAAPiAH/////////////////////////////////' +
    '////////////////////////////////////////////////////////////////////////////////////////////////////' +
    '/////////////////////1RQKCkqKywAAAAAqEbflg==',
);

/** Two LZ4 frames, one with independent blocks, block checksums and content size, with a skippable frame between them. */
export const LZ4_FRAMES = fromBase64(
  'BCJNGHxAcBEBAAAAAADKlwEAAITUw7KhAgAEAAEAUP//AAABCQAw8VNlBwATKAQA8BkAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY' +
    'GRobHB0eHyAhIiMkJSYnOAAXATgADzcAFBAoOAAXAjgADzcAFBApOAAXAzgADzcAFBAqOAAXBDgADzcAFBArOAAXBTgADzcAFBAs' +
    'OAAXBjgADzcAFB8tiAH/////////////////////////////////////////////////////////////////////////////////' +
    '////////////////////////////////////////////////////////////////////////////////////////////////////' +
    '////////////////////////////////////////////////////////////////////////////////////////////////////' +
    '//////////////////////////////////////////////////////////9HUBscHR4f7eD0dpkAAADzAiAhIiMkJSYnAPFTZQEA' +
    'AAAoBAD0EAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh83ABAoOAAXAjgADzcAFBApOAAXAzgADzcAFBAqOAAXBDgADzcA' +
    'FBArOAAXBTgADzcAFBAsOAAXBjgADzcAFBAtOAAXADgAD1EBDQ+IAf///////////////////99QDg8QERKROM94AAAAACa7LUZQ' +
    'Kk0YAwAAAGFiYwQiTRhgQILuAAAA8xITFBUWFxgZGhscHR4fICEiIyQlJicoKSoA8VNlBAAAACgEAP8ABAUGBwgJCgsMDQ4PEBES' +
    'NwAFECs4ABcFOAAPNwAUECw4ABcGOAAPNwAUEC04ABcAOABPAAECA6wAEQA4ABcBOAAPNwAUECg4ABcCOAAPNwAUECk4ABcDOAAO' +
    'NwAPiAH/////////////////////////////////////////////////////////////////////////////////////////////' +
    '////////////////////////////////////R1AoKSorLAAAAAA=',
);

/** xz -9 */
export const XZ = fromBase64(
  '/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4XP3ALddAGow0ch9i/gJm62US4rzStCYEo8qUIixCRLCXCntdpM85WIWGoQ3dtSQhy0q' +
    'mK92lTzJmYvx3Ntv8Rrrp0ffJA4BFdo7F388uhz3/wchXw4X6I2c8kXePhKhOuepI0ssMWKw+T4YiWVJ03NS2XC1bzMYL7NABtZ3' +
    '2DnH9NiK1jUsZO9Xbf99jSOYYOngRW+H2/GMM/nXKlUNB6U4mw0DaTDzwK+EwlNAy6zyCU2I2JtMFwfKnFC6AAAAGTGZxx3TdiIA' +
    'AdMB+OcFAMSfl/ixxGf7AgAAAAAEWVo=',
);

/** Two xz streams. */
export const XZ_STREAMS = fromBase64(
  '/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4RFvALFdAGow0ch9i/gJm62US4rzStCYEo8qUIixCRLCXCntdpM85WIWGoQ3dtSQhy0q' +
    'mK92lTzJmYvx3Ntv8Rrrp0ffJA4BFdo7F388uhz3/wchXw4X6I2c8kXePhKhOuepI0ssMWKw+T4YiWVJ03NS2XC1bzMYL7NABtZ3' +
    '2DnH9NiK1jUsZO9Xbf99jSOYYOngRW+H2/GMM/nXKlUNB6U4mw0DaTDzwK+EwlNAy6zyCU2DAoAdAAAAAAAePr6oeiAUVwABzQHw' +
    'ogQAqqq1a7HEZ/sCAAAAAARZWv03elhaAAAE5ta0RgIAIQEcAAAAEM9YzOBihwCaXQAJhXNa/GB3G8sxvcaZagCsUdwQp3yDeETn' +
    'ZxOKUtx4heeXV+KpjEXPcxGgqtc01tpvh5i/caTWCC+nTEn47cq42DwwCS9fcwx6cKkzmM9/P3Ltb6L2MANTchn6wjV6aEaaFj25' +
    '9trIFZl9tDaLITlvmc/bu77c+sHJNGysksHFq2AbLHp4EUYWqbA9DtvT9rZkPM2/rr3aSOcAAAAA9kVt9PGNtx4AAbYBiMUBADv2' +
    'NJSxxGf7AgAAAAAEWVo=',
);

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
