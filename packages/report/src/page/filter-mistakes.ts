/**
 * The script of a report: filters the table of worst mistakes by words, domain and confidence, and keeps the
 * choice in the address. Without it the table is whole.
 */
const table = document.querySelector<HTMLTableElement>('#mistakes');
const form = document.querySelector<HTMLFormElement>('#filter');
const shown = document.querySelector<HTMLElement>('#shown');

if (table && form && shown) {
  const rows = Array.from(table.tBodies[0]?.rows ?? [], (row) => ({
    row,
    words: (row.textContent ?? '').toLowerCase(),
    domain: row.dataset.domain ?? '',
    confidence: Number(row.dataset.confidence),
  }));
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement;
  const [words, domain, least] = [field('words'), field('domain'), field('least')];

  const apply = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const from = Number(least.value) / 100;
    let count = 0;
    for (const each of rows) {
      const fits =
        wanted.every((word) => each.words.includes(word)) &&
        (domain.value === '' || each.domain === domain.value) &&
        each.confidence >= from;
      each.row.hidden = !fits;
      if (fits) count++;
    }
    shown.textContent = `${count} of ${rows.length} shown, from ${least.value} % on`;
  };

  const keep = () => {
    const chosen = new URLSearchParams();
    for (const { name, value } of [words, domain, least])
      if (value !== '' && !(name === 'least' && value === '0')) chosen.set(name, value);
    history.replaceState(null, '', chosen.size > 0 ? `#filter?${chosen}` : '#worst');
  };

  const restore = () => {
    const [at, query] = location.hash.split('?');
    if (at !== '#filter') return;
    const chosen = new URLSearchParams(query);
    for (const each of [words, domain, least])
      each.value = chosen.get(each.name) ?? (each.name === 'least' ? '0' : '');
    apply();
  };

  form.hidden = false;
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', () => {
    apply();
    keep();
  });
  addEventListener('hashchange', restore);
  restore();
  apply();
}
