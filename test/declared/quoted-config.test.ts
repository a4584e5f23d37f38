import { expect, it } from 'vitest';
import { indentQuotedConfigs } from '../../src/declared/quoted-config.ts';

it('indents lines that YAML would take for the next key, and no others', () => {
  const text = "spec:\n  config: '{\n\"a\": 1,\n\n      \"b\": ''c''\n  }'\nnext: 'x\ny'\n";
  expect(indentQuotedConfigs(text)).toBe(
    "spec:\n  config: '{\n   \"a\": 1,\n\n      \"b\": ''c''\n     }'\nnext: 'x\ny'\n",
  );
});

it.each(['config: {}\n', 'config: |\n  x\n', "config: 'one line'\n", ''])('leaves %j alone', (text) => {
  expect(indentQuotedConfigs(text)).toBe(text);
});

it('does not loop over a quote that is never closed', () => {
  expect(indentQuotedConfigs("config: 'a\nb''")).toBe("config: 'a\n b''");
});
