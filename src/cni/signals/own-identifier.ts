/** Link-local addresses of the plain EUI-64 form from cards: their stations are no ipvlan slaves. */
import type { Scene } from '../scene.ts';
import { MAX_FRAMES, type Reading, type Signal } from '../signal.ts';
import { counted } from '../wording.ts';

export const ownIdentifier = {
  id: 'own-identifier',
  title: 'Plain EUI-64 addresses',
  reference: 'RFC 4291 appendix A; Linux include/net/addrconf.h',
  explain:
    'A card whose speaking addresses come with a link-local address of the plain EUI-64 form is the host itself: ipvlan slaves would show a device number there. Hosts with ' +
    'privacy or stable-random identifiers (RFC 7217) show neither.',
  weigh,
} satisfies Signal;

// The master shows this form as well, so it only speaks against ipvlan when every card does and no slave is heard.
const AGAINST = -5;

function weigh(scene: Scene): Reading[] {
  const cards = scene.population.cards;
  if (
    cards.length === 0 ||
    !cards.every(({ identifiers }) => identifiers.ownFrame > 0 && identifiers.devices.size === 0)
  )
    return [];
  return [
    {
      statement: `${counted(cards.length, 'network card')} with a link-local address of the plain EUI-64 form`,
      weights: { 'ipvlan/l2': AGAINST },
      frames: cards.map(({ identifiers }) => identifiers.ownFrame).slice(0, MAX_FRAMES),
    },
  ];
}
