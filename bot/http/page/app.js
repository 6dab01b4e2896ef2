'use strict';
// Everything that comes from a row is text, and becomes text alone.

const at = (id) => document.getElementById(id);
const kStatuses = ['pending', 'processing', 'completed', 'failed', 'cancelled'];
const kMostLines = 10100;
const state = { filter: '', job: '', watch: null, stage: null, list: '', chain: '' };

function make(tag, text, name) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (name) element.className = name;
  return element;
}

function asButton(element, act) {
  element.tabIndex = 0;
  element.setAttribute('role', 'button');
  element.addEventListener('click', act);
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); act(); }
  });
  return element;
}

let noticeEnd = 0;
function notice(text) {
  at('notice').textContent = text;
  at('notice').hidden = !text;
  clearTimeout(noticeEnd);
  if (text) noticeEnd = setTimeout(() => notice(''), 8000);
}

function headers(more) {
  const token = sessionStorage.getItem('token');
  return token ? { ...more, Authorization: `Bearer ${token}` } : { ...more };
}

async function ask(path, options = {}) {
  const response = await fetch(path, { ...options, headers: headers(options.headers) });
  const body = await response.json().catch(() => null);
  if (response.ok) return body;
  if (response.status === 401) at('token').showModal();
  throw new Error(body && body.error ? body.error.message : `the bot answered ${response.status}`);
}

const when = (text) => new Date(text).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const nameOf = (job) => job.application.name || job.application.id;

function aboutOf(job) {
  const parts = [job.type];
  if (job.release) parts.push(`release ${job.release.number}`);
  if (job.status === 'processing' && job.stage) parts.push(job.stage);
  return parts.join(' · ');
}

function showList(jobs) {
  const same = JSON.stringify([jobs, state.job]);
  if (same === state.list) return;
  state.list = same;
  const focused = document.activeElement && document.activeElement.dataset.job;
  at('jobs').replaceChildren(...jobs.map((job) => {
    const item = asButton(make('li'), () => choose(job.id));
    item.dataset.job = job.id;
    if (job.id === state.job) item.setAttribute('aria-current', 'true');
    const time = make('time', when(job.createdAt));
    time.dateTime = job.createdAt;
    time.title = job.createdAt;
    item.append(make('span', nameOf(job), 'name'), make('span', job.status, `status ${job.status}`), make('span', aboutOf(job), 'about'), time);
    return item;
  }));
  at('none').hidden = jobs.length > 0;
  if (focused) for (const item of at('jobs').children) if (item.dataset.job === focused) item.focus();
}

async function refresh() {
  try {
    const query = state.filter ? `?limit=100&status=${state.filter}` : '?limit=100';
    showList((await ask(`/jobs${query}`)).data);
    at('health').textContent = 'connected';
    at('health').className = 'well';
  } catch (problem) {
    at('health').textContent = problem instanceof TypeError ? 'the bot does not answer' : problem.message;
    at('health').className = 'ill';
  }
}

async function showChain(job) {
  const jobs = [job];
  for (let i = 0; i < 5 && jobs[0].previous; ++i) jobs.unshift(await ask(`/jobs/${jobs[0].previous}`));
  for (let i = 0; i < 5 && jobs[jobs.length - 1].next; ++i) jobs.push(await ask(`/jobs/${jobs[jobs.length - 1].next}`));
  if (job.id !== state.job) return;
  at('chain').hidden = jobs.length < 2;
  at('chain').replaceChildren(...jobs.map((one) => {
    const item = asButton(make('li'), () => choose(one.id));
    if (one.id === job.id) item.setAttribute('aria-current', 'true');
    item.append(make('span', one.type), make('span', one.status, `status ${one.status}`));
    return item;
  }));
}

function showJob(job) {
  at('title').textContent = `${nameOf(job)}: ${job.type}`;
  at('subtitle').textContent = job.id;
  const facts = [['status', job.status, `status ${job.status}`], ['stage', job.stage || '–'], ['release', job.release ? String(job.release.number) : '–'],
    ['attempts', String(job.attempts)], ['created', when(job.createdAt)], ['changed', when(job.updatedAt)], ['bot', job.owner ? job.owner.split('/')[0] : '–']];
  at('facts').replaceChildren(...facts.map(([name, value, style]) => {
    const group = make('div');
    group.append(make('dt', name), make('dd', value, style));
    return group;
  }));
  at('cancel').hidden = job.status !== 'pending' && job.status !== 'processing';
  at('cancel').disabled = job.cancelRequested;
  at('cancel').textContent = job.cancelRequested ? 'Is being cancelled' : 'Cancel';
  at('retry').hidden = job.status !== 'failed' && job.status !== 'cancelled';
  const message = job.verdict && typeof job.verdict.message === 'string' ? job.verdict.message : '';
  const rest = job.verdict && job.verdict.diagnostics !== undefined ? JSON.stringify(job.verdict.diagnostics, null, 2) : '';
  at('verdict').hidden = !message;
  at('verdict').className = job.status === 'pending' ? 'cancelled' : job.status;
  at('verdict').firstElementChild.textContent = message;
  at('verdict').lastElementChild.textContent = rest;
  const chain = [job.id, job.status, job.next].join();
  if (chain !== state.chain) showChain(job).catch(() => {});
  state.chain = chain;
}

function showLine(line) {
  const log = at('log');
  const follows = log.scrollTop + log.clientHeight > log.scrollHeight - 40;
  if (line.stage !== state.stage) {
    state.stage = line.stage;
    if (line.stage) log.append(make('h3', line.stage));
  }
  const row = make('div');
  row.append(make('b', String(line.number)), make('span', line.text));
  row.title = line.createdAt;
  log.append(row);
  while (log.childElementCount > kMostLines) log.firstElementChild.remove();
  if (follows) log.scrollTop = log.scrollHeight;
}

// Server-sent events by hand, since an EventSource cannot send a token.
async function read(response, take) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = ''; ;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const event = {};
      for (const line of block.split('\n')) {
        const colon = line.indexOf(': ');
        if (colon > 0) event[line.slice(0, colon)] = line.slice(colon + 2);
      }
      if (event.data) take(event);
    }
  }
}

async function watch(id, stop) {
  let last = '0';
  let ended = false;
  while (!ended && !stop.aborted) {
    try {
      const response = await fetch(`/jobs/${id}/events`, { headers: headers({ 'Last-Event-ID': last }), signal: stop });
      if (!response.ok) throw new Error((await response.json()).error.message);
      await read(response, (event) => {
        if (stop.aborted) return;
        const data = JSON.parse(event.data);
        if (event.id) last = event.id;
        if (event.event === 'line') showLine(data);
        if (event.event === 'end') ended = true;
        if (event.event !== 'line' && data) showJob(data);
      });
    } catch (problem) {
      if (stop.aborted) return;
    }
    if (!ended) await new Promise((resolve) => setTimeout(resolve, 1500));
  }
  refresh();
}

function choose(id) {
  if (state.watch) state.watch.abort();
  state.watch = new AbortController();
  state.job = id;
  state.stage = null;
  location.hash = id;
  at('welcome').hidden = true;
  at('detail').hidden = false;
  at('log').replaceChildren();
  at('chain').replaceChildren();
  state.chain = '';
  watch(id, state.watch.signal);
  refresh();
}

async function act(path, body) {
  try {
    const job = await ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body || {}) });
    notice('');
    choose(job.id);
  } catch (problem) {
    notice(problem.message);
  }
}

function begin() {
  at('filter').append(...['', ...kStatuses].map((status) => {
    const button = make('button', status || 'all');
    button.type = 'button';
    button.setAttribute('aria-pressed', String(status === ''));
    button.addEventListener('click', () => {
      state.filter = status;
      for (const other of at('filter').children) other.setAttribute('aria-pressed', String(other === button));
      refresh();
    });
    return button;
  }));
  at('publish').addEventListener('submit', (event) => {
    event.preventDefault();
    if (at('application').value.trim()) act('/jobs', { application: at('application').value.trim() });
  });
  at('cancel').addEventListener('click', () => act(`/jobs/${state.job}/cancel`));
  at('retry').addEventListener('click', () => act(`/jobs/${state.job}/retry`));
  at('key').addEventListener('click', () => at('token').showModal());
  at('token').addEventListener('close', () => {
    if (at('token').returnValue === 'keep') sessionStorage.setItem('token', at('secret').value.trim());
    at('secret').value = '';
    refresh();
  });
  const follow = () => {
    const id = location.hash.slice(1);
    if (/^[0-9a-f-]{36}$/.test(id) && id !== state.job) choose(id);
  };
  addEventListener('hashchange', follow);
  follow();
  refresh();
  setInterval(() => { if (!document.hidden) refresh(); }, 2000);
}

begin();
