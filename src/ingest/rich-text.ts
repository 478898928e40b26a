/** Gathers the text of `t` elements, runs of formatted text included and the reading aids of Japanese left out. */
export function textReader(): {
  open(name: string): void;
  text(text: string): void;
  close(name: string): void;
  take(): string;
} {
  let [text, inside, aid] = ['', false, false];
  return {
    open(name) {
      if (name === 'rPh') aid = true;
      if (name === 't') inside = !aid;
    },
    text(piece) {
      if (inside) text += piece;
    },
    close(name) {
      if (name === 'rPh') aid = false;
      if (name === 't') inside = false;
    },
    take() {
      const whole = plainText(text);
      text = '';
      return whole;
    },
  };
}

/** Characters that XML cannot hold stand as `_x000D_`. */
export function plainText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
