// Colours that differ for colour-blind readers, each with a symbol and a line of its own.
export type Role = 'main' | 'reference' | 'other';

const styles: Record<Role, { color: string; symbol: string; dash: string }[]> = {
  main: [{ color: '#0b4f8a', symbol: 'circle', dash: 'solid' }],
  reference: [{ color: '#5b6670', symbol: 'rect', dash: 'solid' }],
  other: [
    { color: '#b3470e', symbol: 'triangle', dash: 'dashed' },
    { color: '#7a3e9d', symbol: 'diamond', dash: 'dotted' },
    { color: '#00695c', symbol: 'pin', dash: 'dashed' },
    { color: '#8a6d00', symbol: 'arrow', dash: 'dotted' },
  ],
};

export function styleOf(role: Role, index: number) {
  return styles[role][index % styles[role].length];
}

export const hues = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#8c6d1f', '#7b4fb3', '#d55e00', '#5b5b5b', '#1b4f72', '#7fbf4d', '#9c2a6d'];
