// Explores the description at openapi.json. What it says reaches the page as text only, never as markup.
'use strict';

const root = new URL('.', location.href);
const verbs = ['get', 'post', 'put', 'patch', 'delete'];
const operations = [];         // {id, verb, path, tag, item, spec}
const known = new Map();       // ids that answers told, by the name of a path parameter and of a model
const byId = (id) => document.getElementById(id);
let api = {};

// An element with attributes and children; texts become text nodes.
function el(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

// Follows "#/components/..." and keeps what stands beside it.
function resolve(node, depth = 0) {
  if (!node || typeof node.$ref !== 'string' || depth > 8) return node || {};
  let target = api;
  for (const part of node.$ref.replace(/^#\//, '').split('/')) {
    target = target && Object.hasOwn(target, part) ? target[part] : undefined;
  }
  const { $ref, ...beside } = node;
  return { ...resolve(target || {}, depth + 1), ...beside };
}

const nameOf = (node) => (node && typeof node.$ref === 'string' ? node.$ref.split('/').pop() : '');

// One schema out of the parts that all hold.
function flat(schema) {
  const whole = resolve(schema);
  if (!Array.isArray(whole.allOf) || !whole.allOf.some((part) => part.$ref)) return whole;
  const parts = [...whole.allOf.map(flat), whole];
  return {
    ...Object.assign({}, ...parts),
    properties: Object.assign({}, ...parts.map((part) => part.properties || {})),
    required: parts.flatMap((part) => part.required || []),
  };
}

// Paragraphs, with `code` in them.
function prose(text) {
  return String(text || '').split(/\n{2,}/).filter(Boolean).map((paragraph) =>
    el('p', {}, paragraph.split(/(`[^`]+`)/).map((piece) =>
      (/^`[^`]+`$/.test(piece) ? el('code', {}, piece.slice(1, -1)) : piece))));
}

const choices = (schema) => schema.anyOf || schema.oneOf;
const isNull = (schema) => resolve(schema).type === 'null';

function typeText(node) {
  const schema = flat(node);
  if (choices(schema)) return choices(schema).map(typeText).join(' or ');
  const types = [].concat(schema.type || (schema.enum ? 'string' : schema.properties ? 'object' : 'any value'));
  const words = types.map((type) => {
    if (type === 'array') return `list of ${typeText(schema.items || {})}`;
    if (type === 'object') return nameOf(node) || 'object';
    return type === 'string' && schema.format ? schema.format : type;
  });
  if ('const' in schema) return JSON.stringify(schema.const);
  return (schema.enum && nameOf(node) ? [nameOf(node)] : words).join(' or ');
}

const limitNames = {
  minLength: (v) => `at least ${v} characters`, maxLength: (v) => `at most ${v} characters`,
  minimum: (v) => (v > -9e15 ? `≥ ${v}` : ''), maximum: (v) => (v < 9e15 ? `≤ ${v}` : ''),
  maxItems: (v) => `at most ${v}`,
  default: (v) => `default ${JSON.stringify(v)}`,
  enum: (v) => v.map((each) => JSON.stringify(each)).join('  '), 'x-references': (v) => `id of ${v}`,
};

function limits(schema) {
  const main = choices(schema) ? { ...flat(choices(schema).find((each) => !isNull(each)) || {}), ...schema } : schema;
  const told = Object.entries(limitNames).filter(([key]) => main[key] !== undefined).map(([key, say]) => say(main[key])).filter(Boolean);
  // A format says more than its pattern, and words more than a long one.
  for (const { pattern } of [main, ...(main.allOf || [])]) if (pattern && !main.format && pattern.length < 60) told.push(pattern);
  if (main.readOnly) told.push('read only');
  return told.length ? el('div', { class: 'limits' }, told.map((text) => el('code', {}, text))) : null;
}

// The object behind a schema, also in a list or beside null.
function objectIn(node) {
  const schema = flat(node);
  if (schema.properties) return { schema, name: nameOf(node) };
  if (schema.items) return objectIn(schema.items);
  for (const each of choices(schema) || []) {
    const found = objectIn(each);
    if (found) return found;
  }
  return null;
}

function propertyRow(name, node, required, depth) {
  const schema = flat(node);
  const row = el('div', { class: 'row' },
    el('span', { class: 'name mono' }, name), el('span', { class: 'type' }, typeText(node)),
    required ? el('span', { class: 'need' }, 'required') : null,
    schema.title ? el('p', {}, schema.title) : null, prose(schema.description), limits(schema));
  const inner = objectIn(node);
  if (inner && depth < 6) {
    const more = el('details', { class: 'more' }, el('summary', {}, `Fields${inner.name ? ` of ${inner.name}` : ''}`));
    more.addEventListener('toggle', () => {
      if (more.open && more.children.length === 1) more.append(...propertyRows(inner.schema, depth + 1));
    });
    row.append(more);
  }
  return row;
}

function propertyRows(schema, depth) {
  const required = new Set(schema.required || []);
  return Object.entries(schema.properties || {}).map(([name, node]) => propertyRow(name, node, required.has(name), depth));
}

function schemaView(node) {
  const found = objectIn(node);
  if (found && flat(node).properties) return el('div', { class: 'rows' }, propertyRows(found.schema, 0));
  return el('div', { class: 'rows' }, propertyRow('body', node, false, 0));
}

const contentOf = (holder) => Object.entries((holder && holder.content) || {});

function answers(spec) {
  const list = el('div', { class: 'rows' });
  const rare = el('details', { class: 'answer' }, el('summary', { class: 'quiet' }, 'Answers that any request can get'));
  for (const [status, node] of Object.entries(spec.responses || {})) {
    const response = resolve(node);
    const details = el('details', { class: 'answer' },
      el('summary', {}, el('span', { class: `status s${status[0]}` }, status), response.description || ''));
    details.addEventListener('toggle', () => {
      if (!details.open || details.children.length > 1) return;
      const headers = Object.entries(response.headers || {});
      if (headers.length) {
        details.append(el('div', { class: 'rows' }, headers.map(([name, header]) =>
          el('div', { class: 'row' }, el('span', { class: 'name mono' }, name), el('span', { class: 'type' }, 'header'), prose(resolve(header).description)))));
      }
      for (const [type, media] of contentOf(response)) details.append(el('p', { class: 'quiet mono' }, type), media.schema ? schemaView(media.schema) : '');
      if (details.children.length === 1) details.append(el('p', { class: 'quiet' }, 'No body.'));
    });
    (['408', '414', '421', '431', '500', '503', '507'].includes(status) ? rare : list).append(details);
  }
  if (rare.children.length > 1) list.append(rare);
  return list;
}

// A value to begin with; what it cannot know is left for the reader to fill in.
function sample(node, all, depth = 0) {
  const schema = flat(node);
  const value = sampleOf(schema, all, depth);
  return value === '' && [].concat(schema.type).includes('null') ? null : value;
}

function sampleOf(schema, all, depth) {
  if (schema.examples && schema.examples.length) return schema.examples[0];
  if (schema.default !== undefined) return schema.default;
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema['x-references']) return known.get(schema['x-references']) || '';
  if (choices(schema)) return sample(choices(schema).find((each) => !isNull(each)) || {}, all, depth);
  const type = [].concat(schema.type || (schema.properties ? 'object' : 'any'))[0];
  const now = new Date().toISOString();
  if (type === 'object') {
    const required = new Set(schema.required || []);
    const entries = Object.entries(schema.properties || {}).filter(([name]) => depth < 4 && (all || required.has(name)));
    return Object.fromEntries(entries.map(([name, each]) => [name, sample(each, all, depth + 1)]));
  }
  if (type === 'array') return [];
  if (type === 'boolean') return false;
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum > -9e15 ? schema.minimum : 0, 0);
  if (type === 'any') return null;
  const byFormat = { uuid: crypto.randomUUID ? crypto.randomUUID() : '', date: now.slice(0, 10), 'date-time': now, email: 'name@example.com', uri: 'https://example.com' };
  if (byFormat[schema.format]) return byFormat[schema.format];
  if (schema['x-minimum']) return schema['x-minimum'];
  if (schema.pattern || schema.allOf) return ['0', '0.00', 'PT1H', 'a-slug'].find((text) => fits(schema, text)) || '';
  return 'text'.padEnd(schema.minLength || 0, '.').slice(0, schema.maxLength ?? 99);
}

function fits(schema, text) {
  try {
    return [schema, ...(schema.allOf || [])].every((each) => !each.pattern || new RegExp(each.pattern, 'u').test(text));
  } catch {
    return false;
  }
}

function fieldFor(parameter) {
  const schema = flat(parameter.schema || {});
  const id = `p-${parameter.in}-${parameter.name}`;
  const values = schema.enum || (schema.type === 'boolean' ? ['true', 'false'] : null);
  const attributes = { id, class: 'mono', name: parameter.name, autocomplete: 'off', spellcheck: 'false' };
  const input = values
    ? el('select', attributes, el('option', { value: '' }, ''), values.map((value) => el('option', { value }, value)))
    : el('input', { ...attributes, placeholder: schema.items && schema.items.enum ? schema.items.enum.join(',') : typeText(parameter.schema) });
  if (parameter.in === 'path' && known.has(parameter.name)) input.value = known.get(parameter.name);
  const field = el('div', { class: 'field' },
    el('label', { for: id, class: 'mono' }, parameter.name, parameter.required ? el('i', {}, ' *') : null), input);
  return { parameter, input, field };
}

function colored(text) {
  const box = el('pre', { tabindex: '0' });
  const tokens = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
  let at = 0;
  for (const match of text.matchAll(tokens)) {
    const kind = match[2] !== undefined ? 'key' : match[1] !== undefined ? 'str' : /^[tfn]/.test(match[0]) ? 'lit' : 'num';
    const word = match[1] ?? match[0];
    box.append(text.slice(at, match.index), el('span', { class: kind }, word));
    at = match.index + word.length;
  }
  box.append(text.slice(at));
  return box;
}

function shown(text, type) {
  if (/json/.test(type) && text.length < 200000) {
    try {
      return colored(JSON.stringify(JSON.parse(text), null, 2));
    } catch { /* shown as it is */ }
  }
  return el('pre', { tabindex: '0' }, text.slice(0, 500000));
}

// What an answer says of ids is offered where an id is asked for next.
function remember(operation, text) {
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    return;
  }
  const row = body && Array.isArray(body.data) ? body.data[0] : body;
  if (!row || typeof row.id !== 'string') return;
  known.set(operation.tag, row.id);
  const own = Object.keys(api.paths).find((path) => path.startsWith(`${operation.path}/{`) && !path.slice(operation.path.length + 2).includes('/'));
  if (own) known.set(own.slice(operation.path.length + 2, -1), row.id);
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

function curl(request) {
  const lines = [`curl -i -X ${request.method} ${quoted(request.url)}`];
  for (const [name, value] of Object.entries(request.headers)) lines.push(`  -H ${quoted(`${name}: ${name === 'Authorization' ? 'Bearer ...' : value}`)}`);
  if (request.body !== undefined) lines.push(`  --data-binary ${quoted(request.body)}`);
  return lines.join(' \\\n');
}

function requestOf(operation, fields, body, type) {
  let path = operation.path;
  const query = [];
  const headers = {};
  for (const { parameter, input } of fields) {
    const value = input.value;
    if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, () => encodeURIComponent(value));
    else if (value === '') continue;
    else if (parameter.in === 'query') query.push(`${encodeURIComponent(parameter.name)}=${encodeURIComponent(value)}`);
    else if (parameter.in === 'header') headers[parameter.name] = value;
  }
  const token = byId('token').value.trim();
  const security = operation.spec.security ?? api.security ?? [];
  if (token && security.length) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers['Content-Type'] = type;
  const url = new URL(path.slice(1) + (query.length ? `?${query.join('&')}` : ''), root).href;
  return { method: operation.verb.toUpperCase(), url, headers, body };
}

async function send(request, operation, reply) {
  const started = performance.now();
  reply.replaceChildren(el('p', { class: 'quiet' }, 'Sending ...'));
  try {
    const response = await fetch(request.url, { method: request.method, headers: request.headers, body: request.body, cache: 'no-store', credentials: 'same-origin' });
    const text = await response.text();
    const millis = Math.round(performance.now() - started);
    const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
    if (response.ok) remember(operation, text);
    reply.replaceChildren(
      el('div', { class: 'bar' }, el('span', { class: `status s${String(response.status)[0]}` }, `${response.status} ${response.statusText}`),
        el('span', { class: 'quiet' }, `${millis} ms, ${text.length} characters`)),
      text ? shown(text, response.headers.get('content-type') || '') : el('p', { class: 'quiet' }, 'No body.'),
      el('details', { class: 'more' }, el('summary', {}, 'Headers'), el('pre', { tabindex: '0' }, headers)),
      el('details', { class: 'more' }, el('summary', {}, 'As curl'), el('pre', { tabindex: '0' }, curl(request))));
  } catch (error) {
    reply.replaceChildren(el('p', { class: 's5' }, `The request could not be sent: ${error.message}`));
  }
}

function bodyEditor(operation) {
  const content = contentOf(resolve(operation.spec.requestBody));
  if (!content.length) return null;
  const schema = content[0][1].schema || {};
  const type = el('select', { 'aria-label': 'Content type' }, content.map(([name]) => el('option', {}, name)));
  const text = el('textarea', { id: 'body', spellcheck: 'false', 'aria-label': 'Body' });
  const fill = (all) => {
    text.value = JSON.stringify(sample(schema, all), null, 2);
    text.rows = Math.min(text.value.split('\n').length + 1, 24);
  };
  fill(operation.verb !== 'patch' && !(flat(schema).required || []).length);
  const bar = el('div', { class: 'bar' }, el('span', { class: 'grow quiet' }, 'Body'),
    el('button', { type: 'button', onclick: () => fill(false) }, 'Required'), el('button', { type: 'button', onclick: () => fill(true) }, 'All fields'));
  return { parts: [bar, content.length > 1 ? type : null, text], text, type };
}

function tryPanel(operation, parameters) {
  const fields = parameters.map(fieldFor);
  const editor = bodyEditor(operation);
  const reply = el('div', { class: 'reply', 'aria-live': 'polite' });
  const button = el('button', { class: 'send', type: 'submit' }, 'Send');
  const shownFirst = fields.filter(({ parameter }) => parameter.required || ['page', 'limit', 'sort', 'include'].includes(parameter.name));
  const rest = fields.filter((each) => !shownFirst.includes(each));
  const form = el('form', { novalidate: true, onsubmit: async (event) => {
    event.preventDefault();
    const missing = fields.find(({ parameter, input }) => parameter.in === 'path' && input.value === '');
    if (missing) return missing.input.focus();
    button.disabled = true;
    if (!reply.isConnected) form.after(reply);
    await send(requestOf(operation, fields, editor ? editor.text.value : undefined, editor ? editor.type.value : ''), operation, reply);
    button.disabled = false;
  } },
  shownFirst.map(({ field }) => field),
  rest.length ? el('details', { class: 'more' }, el('summary', {}, `Filters and headers (${rest.length})`), el('div', { class: 'bar' }), rest.map(({ field }) => field)) : null,
  editor ? editor.parts : null,
  el('div', { class: 'bar' }, button, el('span', { class: 'quiet' }, 'Ctrl + Enter')));
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  return el('section', { class: 'try', 'aria-label': 'Try it' }, el('h2', {}, 'Try it'), form);
}

function address(operation) {
  const pieces = operation.path.split(/(\{[^}]+\})/).map((piece) => (piece.startsWith('{') ? el('b', {}, piece) : piece));
  return el('div', { class: 'address' }, el('span', { class: `verb ${operation.verb}` }, operation.verb.toUpperCase()), el('span', { class: 'path' }, pieces));
}

// `price`, `price[gt]`, ... of one field stand together.
function parameterRows(parameters) {
  const ranges = new Map();
  for (const { name } of parameters) {
    const base = name.replace(/\[\w+\]$/, '');
    if (base !== name) ranges.set(base, [...(ranges.get(base) || []), name.slice(base.length)]);
  }
  return parameters.filter(({ name }) => !/\[\w+\]$/.test(name)).map((parameter) => {
    const schema = flat(parameter.schema || {});
    return el('div', { class: 'row' },
      el('span', { class: 'name mono' }, parameter.name), el('span', { class: 'type' }, `${typeText(parameter.schema)}, ${parameter.in}`),
      parameter.required ? el('span', { class: 'need' }, 'required') : null, prose(parameter.description),
      ranges.has(parameter.name) ? el('p', {}, 'Ranges: ', ranges.get(parameter.name).map((suffix) => [el('code', {}, parameter.name + suffix), ' '])) : null,
      limits(schema.items && schema.items.enum ? { ...schema, enum: schema.items.enum } : schema));
  });
}

function showOperation(operation) {
  const { spec } = operation;
  const parameters = [...(operation.item.parameters || []), ...(spec.parameters || [])].map((each) => resolve(each));
  const body = contentOf(resolve(spec.requestBody));
  const left = el('div', {}, el('h1', {}, spec.summary || operation.id), address(operation), prose(spec.description));
  if (parameters.length) left.append(el('h2', {}, 'Parameters'), el('div', { class: 'rows' }, parameterRows(parameters)));
  if (body.length) left.append(el('h2', {}, `Body: ${body.map(([type]) => type).join(', ')}`), ...prose(flat(body[0][1].schema).description), schemaView(body[0][1].schema));
  left.append(el('h2', {}, 'Answers'), answers(spec));
  byId('main').replaceChildren(el('div', { class: 'columns' }, left, tryPanel(operation, parameters)));
}

const groups = () => [...new Set(operations.map(({ tag }) => tag))].map((tag) => ({
  tag, own: operations.filter((each) => each.tag === tag), about: (api.tags || []).find(({ name }) => name === tag) || {},
}));

const link = (operation) => el('li', {}, el('a', { href: `#${encodeURIComponent(operation.id)}` },
  el('span', { class: `verb ${operation.verb}` }, operation.verb === 'delete' ? 'DEL' : operation.verb.toUpperCase()), el('span', {}, operation.spec.summary || operation.id)));

function showOverview() {
  byId('main').replaceChildren(el('h1', {}, api.info.title), ...prose(api.info.description),
    el('div', { class: 'cards' }, groups().map(({ tag, own, about }) =>
      el('section', { class: 'card' }, el('h3', {}, tag), prose(about.description), el('ul', {}, own.map(link))))));
}

function showList(wanted = '') {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (each) => words.every((word) => `${each.id} ${each.verb} ${each.path} ${each.spec.summary || ''}`.toLowerCase().includes(word));
  byId('list').replaceChildren(...groups().flatMap(({ tag, own }) => {
    const found = own.filter(matches);
    return found.length ? [el('h3', {}, tag), el('ul', {}, found.map(link))] : [];
  }));
  mark();
}

const current = () => {
  try {
    return operations.find(({ id }) => id === decodeURIComponent(location.hash.slice(1)));
  } catch {
    return undefined;
  }
};

function mark() {
  const operation = current();
  for (const each of byId('list').querySelectorAll('a')) {
    if (operation && each.getAttribute('href') === `#${encodeURIComponent(operation.id)}`) each.setAttribute('aria-current', 'page');
    else each.removeAttribute('aria-current');
  }
}

function openMenu(open) {
  byId('side').classList.toggle('open', open);
  byId('menu').setAttribute('aria-expanded', String(open));
}

function route() {
  if (location.hash === '#main') return;
  const operation = current();
  if (operation) showOperation(operation);
  else showOverview();
  document.title = operation ? `${operation.spec.summary || operation.id} - ${api.info.title}` : api.info.title;
  openMenu(false);
  mark();
  scrollTo(0, 0);
}

function begin() {
  for (const [path, item] of Object.entries(api.paths || {})) {
    for (const verb of verbs.filter((each) => item[each])) {
      const spec = item[verb];
      operations.push({ id: spec.operationId || `${verb} ${path}`, verb, path, item, spec, tag: (spec.tags || ['other'])[0] });
    }
  }
  const order = new Map((api.tags || []).map(({ name }, at) => [name, at]));
  operations.sort((a, b) => (order.get(a.tag) ?? 999) - (order.get(b.tag) ?? 999));
  byId('title').textContent = api.info.title;
  byId('version').textContent = api.info.version;
  byId('auth').hidden = !Object.keys((api.components && api.components.securitySchemes) || {}).length;
  byId('search').addEventListener('input', (event) => showList(event.target.value));
  byId('menu').addEventListener('click', () => openMenu(!byId('side').classList.contains('open')));
  addEventListener('hashchange', route);
  addEventListener('keydown', (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === 'Escape') openMenu(false);
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    byId('search').focus();
  });
  showList();
  route();
}

fetch(new URL('openapi.json', root)).then((response) => {
  if (!response.ok) throw new Error(`openapi.json: ${response.status}`);
  return response.json();
}).then((document) => {
  api = document;
  begin();
}).catch((error) => {
  byId('main').replaceChildren(el('h1', {}, 'The description cannot be shown'), el('p', { class: 's5' }, error.message));
});
