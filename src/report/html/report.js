// Sorting and filtering of tables and a search over the findings. Everything can be read without it.
(() => {
  /** Rows from which a table gets a filter. */
  const LONG = 12;
  let count = 0;

  for (const table of document.querySelectorAll('table[data-tools]')) {
    const body = table.tBodies[0];
    if (body.rows.length < 2) continue;
    for (const [index, head] of [...table.tHead.rows[0].cells].entries()) sortable(table, body, head, index);
    if (body.rows.length >= LONG) {
      const box = table.parentElement;
      const rows = [...body.rows];
      filter(box, `Filter: ${box.getAttribute('aria-label')}`, rows, 'rows', () => {});
    }
  }

  for (const area of document.querySelectorAll('[data-search]')) {
    const groups = [...area.querySelectorAll('[data-group]')].reverse();
    filter(area, 'Search the findings', [...area.querySelectorAll('[data-entry]')], 'findings', () => {
      for (const group of groups) group.hidden = group.querySelector('[data-entry]:not([hidden])') === null;
    });
  }

  reveal();
  window.addEventListener('hashchange', reveal);

  function sortable(table, body, head, index) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const descending = head.getAttribute('aria-sort') === 'ascending';
      for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      const rows = [...body.rows].sort((a, b) => compare(keyOf(a.cells[index]), keyOf(b.cells[index]), descending));
      body.append(...rows);
    });
  }

  function keyOf(cell) {
    const given = cell.dataset.sort;
    const text = (given ?? cell.textContent).trim();
    if (text === '') return null;
    return given !== undefined && Number.isFinite(Number(given)) ? Number(given) : text.toLowerCase();
  }

  /** What is blank stays at the end, either way. */
  function compare(a, b, descending) {
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    const order = a < b ? -1 : a > b ? 1 : 0;
    return descending ? -order : order;
  }

  function filter(before, label, entries, noun, after) {
    count += 1;
    const tools = document.createElement('div');
    tools.className = 'tools';
    const name = document.createElement('label');
    const input = document.createElement('input');
    const status = document.createElement('span');
    input.type = 'search';
    input.id = `filter-${count}`;
    name.htmlFor = input.id;
    name.textContent = label;
    status.setAttribute('role', 'status');
    tools.append(name, input, status);
    before.before(tools);
    const texts = entries.map(entry => (entry.dataset.text ?? entry.textContent).toLowerCase());
    input.addEventListener('input', () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [index, entry] of entries.entries()) {
        entry.hidden = !words.every(word => texts[index].includes(word));
        if (!entry.hidden) shown += 1;
      }
      status.textContent = words.length === 0 ? '' : `${shown} of ${entries.length} ${noun}`;
      after();
    });
  }

  /** Whoever follows a link to something folded or filtered away sees it. */
  function reveal() {
    const fragment = window.location.hash.slice(1);
    const target = document.getElementById(fragment) ?? document.getElementById(decoded(fragment));
    if (target === null) return;
    for (let element = target; element !== null; element = element.parentElement) {
      if (element.tagName === 'DETAILS') element.open = true;
      element.hidden = false;
    }
    for (const details of target.querySelectorAll(':scope > details')) details.open = true;
  }

  function decoded(fragment) {
    try {
      return decodeURIComponent(fragment);
    } catch {
      return fragment;
    }
  }
})();
