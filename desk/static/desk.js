// The one script. Every screen works without it: it saves while somebody types, and changes what is
// different on the screen instead of loading it anew. What it shows is always what the server sent.
'use strict'
document.documentElement.classList.add('has-script')

const MOVING = new Set(['omhoog', 'omlaag', 'weg', 'terug', 'erbij', 'open', 'sluit', 'perdag', 'samen'])
const SAVE_AFTER = 800, MENDED_AFTER = 1500, NAMED_AFTER = 4000, STILL_BUSY = 1000, BETWEEN = 2000, POLL = 1000, RETRY = 3000, AGAIN = 5000
const SCRIPT = { 'X-Wegwijs': 'script' }
const byId = id => document.getElementById(id)
const wait = milliseconds => new Promise(done => setTimeout(done, milliseconds))
const isTyped = one => one && one.matches('input:not([type=checkbox]):not([type=file]):not([type=color]), textarea, select')

// A service keeps nothing: there the edition goes along with each question, and busy is no fault.
const hosted = document.documentElement.hasAttribute('data-hosted')
const carried = () => hosted ? { method: 'POST', body: new FormData(byId('vul-in')) } : {}

async function ask(url, options = {}) {
  let answer
  for (let tries = 0; tries < 8; tries++) {
    answer = await fetch(url, { ...options, headers: SCRIPT, credentials: 'same-origin' })
    if (answer.status !== 503 || !hosted) break
    say('Het is druk. Wij proberen het zo weer.')
    await wait(RETRY * (1 + tries))
  }
  if (answer.status > 500 || (answer.status === 500 && !options.tells)) throw new Error(String(answer.status))
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  return { page, url: answer.url, status: answer.status }
}

// The parts of the screen, or of a place on it, that are other by now. What somebody is typing in stays,
// and so does what was typed after the page was asked for: the next save takes it along.
function swap(page, isNewer = () => false, place = document) {
  const focused = document.activeElement
  for (const part of place.querySelectorAll('[data-part]')) {
    if (!part.isConnected) continue
    const fresh = page.querySelector(`[data-part="${CSS.escape(part.dataset.part)}"]`)
    if (!fresh) continue
    // Always anew: what was asked of the form as it was before may answer later than this.
    if (part.dataset.part === 'oordeel') { swapVerdict(part, fresh); continue }
    if (fresh.innerHTML === part.innerHTML) continue
    if (part.contains(focused) && isTyped(focused)) continue
    if ([...part.querySelectorAll('[name]')].some(isNewer)) continue
    if (part.dataset.part === 'vel') { swapPages(part, fresh); continue }
    const had = part.contains(focused) && focused.id
    const unfolded = [...part.querySelectorAll('details[open][id]')].map(one => one.id)
    part.innerHTML = fresh.innerHTML
    part.className = fresh.className
    for (const id of unfolded) byId(id)?.setAttribute('open', '')
    upgrade(part)
    if (had) (byId(had) || part.querySelector('button, a, input'))?.focus()
  }
  for (const one of place.querySelectorAll('[data-sync]')) {
    const fresh = page.getElementById(one.id)
    if (!fresh) continue
    for (const name of ['class', 'aria-invalid', 'aria-describedby']) {
      if (fresh.hasAttribute(name)) one.setAttribute(name, fresh.getAttribute(name))
      else one.removeAttribute(name)
    }
    if (one.type === 'hidden') one.value = fresh.value
    else if (one.matches('input') && one !== focused && !isNewer(one) && one.value !== fresh.value) one.value = fresh.value
  }
  if (byId('oordeel')) hold()
  document.title = page.title
  const colour = page.querySelector('link[href*="/kleur/"]'), now = document.querySelector('link[href*="/kleur/"]')
  if (colour && now && colour.getAttribute('href') !== now.getAttribute('href')) now.href = colour.getAttribute('href')
}

// The former picture stays until the new one is there.
async function swapPages(part, fresh) {
  const sources = [...fresh.querySelectorAll('img[src]')].map(one => one.getAttribute('src'))
  part.dataset.next = sources.join()
  await Promise.all(sources.map(source => new Promise(done => {
    const image = new Image()
    image.onload = image.onerror = done
    image.src = source
  })))
  if (part.dataset.next !== sources.join()) return
  part.innerHTML = fresh.innerHTML
  upgrade(part)
  part.dispatchEvent(new CustomEvent('drawn', { bubbles: true }))
}

// Where a picture is: with the edition it has no address, but is asked for and put in.
async function pictured(source) {
  if (!hosted || source.startsWith('data:')) return source
  const answer = await fetch(source, { ...carried(), headers: SCRIPT, credentials: 'same-origin' })
  const image = await answer.blob()
  return new Promise(done => {
    const reader = new FileReader()
    reader.onload = () => done(reader.result)
    reader.readAsDataURL(image)
  })
}

// It is read aloud: at most once in two seconds.
let asking = 0, toldAt = 0
// What does not fit cannot be made: the server says so too, but knows it later than the faults of fields.
function hold() {
  const faulty = byId('maak-bestanden').hasAttribute('data-faults'), full = byId('oordeel').querySelector('.no')
  for (const one of document.querySelectorAll('.go[value=maak]')) one.classList.toggle('held', faulty || Boolean(full))
  if (!faulty && full) byId('maak-bestanden').setAttribute('aria-describedby', 'oordeel')
}
async function swapVerdict(part, fresh) {
  const mine = ++asking
  const tell = async html => {
    if (html === part.innerHTML) { hold(); return }
    await wait(Math.max(0, toldAt + BETWEEN - Date.now()))
    if (mine !== asking) return
    part.innerHTML = html
    toldAt = Date.now()
    hold()
  }
  if (!fresh.querySelector('[data-busy]')) { await tell(fresh.innerHTML); return }
  // What was said of fields is no longer so: it is not left beside what somebody just mended.
  if (part.querySelector('[data-fields]')) await tell(fresh.innerHTML)
  const began = Date.now()
  while (mine === asking) {
    await wait(300)
    if (mine !== asking) return
    try {
      const { page } = await ask(`${here()}/oordeel?kant=${tabInSight()}`, carried())
      if (mine !== asking) return
      const busy = page.querySelector('[data-busy]')
      if (!busy || Date.now() - began > STILL_BUSY) await tell(page.body.innerHTML)
      if (!busy) return
    } catch { await wait(RETRY) }
  }
}

const tabInSight = () => (byId('tabs').querySelector('[aria-selected=true]') || byId('tabs').querySelector('[aria-current]')).id.replace('tab-', '')
const here = () => byId('vul-in').getAttribute('action')
const say = text => { const place = byId('gezegd'); if (place) place.textContent = text }

// The editor
function editor(form) {
  let timer = 0, saving = false, again = null, held = null, failures = 0, savedAt = '', chosen = false, looks = 0
  let changes = 0
  const changed = new WeakMap() // a field, and which change was its last
  const since = count => one => (changed.get(one) || 0) > count
  const isPending = () => Boolean(timer || saving || again)
  // What a new edition is called, its file and its folder are called for good: not by half a name.
  const isNaming = field => form.getAttribute('action').includes('/nieuw/') && ['name', 'workshop-place'].includes(field.id)

  async function save(button, lands = true) {
    clearTimeout(timer)
    timer = 0
    if (saving) { again = { button: button || again?.button, lands: button ? lands : again?.lands }; return }
    saving = true
    const focused = document.activeElement, looked = looks, isNewer = since(changes)
    const data = new FormData(form) // the button may be gone: a screen that came in between has another
    data.set(button?.name || 'do', button ? button.value : 'bewaar')
    // Contacts get other places, and fields are known by their place: nobody types in them until they are there.
    const isMoving = button?.name === 'do' && MOVING.has(button.value.split(' ')[0])
    byId('contacten')?.toggleAttribute('inert', isMoving)
    if (!hosted) state('Bezig met bewaren')
    try {
      const { page, url, status } = await ask(form.getAttribute('action'), { method: 'POST', body: data, tells: true })
      const next = page.getElementById('vul-in')
      if (!next && status === 403) throw new Error(String(status)) // started anew, and not opened yet
      if (!next && status >= 400) { refused(page); return }
      back()
      if (!next) { location.href = url; return }
      form.setAttribute('action', next.getAttribute('action'))
      if (hosted || !location.pathname.endsWith(here())) history.replaceState(null, '', here())
      if (hosted) remember(next.elements.bestand.value, page.querySelector('.title').textContent)
      for (const file of form.querySelectorAll('input[type=file]')) if (!isNewer(file)) file.value = ''
      const isRight = byId('fouten') && !page.getElementById('fouten')
      const wrong = isTyped(focused) && document.activeElement === focused && page.getElementById(`${focused.id}-wrong`)
      if (wrong && !byId(`${focused.id}-wrong`) && !button) {
        held = () => swap(page, isNewer)
        for (const id of ['stand', 'blad', 'bestand', 'weg']) if (byId(id)) byId(id).value = page.getElementById(id).value
        state(page.querySelector('[data-part=bewaard]').innerHTML, true)
      } else {
        held = null
        byId('contacten')?.removeAttribute('inert')
        swap(page, isNewer)
        if (isRight) say('Alles klopt weer.')
      }
      if (looked === looks || hosted) tabs(page)
      else look(byId('tabs').querySelector('[aria-selected=true]').href)
      if (status === 409) byId('balken').scrollIntoView()
      if (button && button.value === 'maak') byId('fouten')?.focus()
      else if (button && lands) land(button)
    } catch (error) {
      failed(button)
    } finally {
      saving = false
      byId('contacten')?.removeAttribute('inert')
      if (isMoving && document.activeElement === document.body) byId(button.id)?.focus()
      if (again) { const next = again; again = null; save(next.button, next.lands) }
    }
  }

  // Where a button leads: what it opened, or the same button where it is now.
  function land(button) {
    if (button.name === 'ga') { (byId(button.formAction.split('#')[1]) || byId(button.id))?.focus(); return }
    const [what, place] = button.value.split(' ')
    const to = {
      open: () => form.querySelector(`#contact-${place} .open input`),
      erbij: () => form.querySelector('.contact .open input'),
      perdag: () => byId(`contacts-${place}-hours-monday`),
      samen: () => byId(`contacts-${place}-hours`),
      neem: () => byId(place.replaceAll('.', '-')),
      weg: () => byId('terug'),
      terug: () => byId('erbij'),
      omhoog: () => byId(`omhoog-${place - 1}`),
      omlaag: () => byId(`omlaag-${Number(place) + 1}`)
    }[what]
    const target = (to && to()) || byId(button.id)
    target?.focus()
  }

  function tooLarge(input) {
    const place = input.closest('.field'), told = document.createElement('p')
    byId(`${input.id}-wrong`)?.remove()
    Object.assign(told, { className: 'wrong', id: `${input.id}-wrong`, textContent: input.dataset.tooLarge })
    place.classList.add('bad')
    place.querySelector('label.file').parentNode.before(told)
    input.setAttribute('aria-invalid', 'true')
    input.setAttribute('aria-describedby', `${input.id}-hint ${input.id}-wrong`)
    say(told.textContent)
  }

  function state(text, isMarkup) {
    const place = document.querySelector('[data-part=bewaard]')
    place.classList.remove('lost')
    if (isMarkup) { place.innerHTML = text; return }
    place.innerHTML = '<span></span>'
    place.firstChild.textContent = text
  }

  // The program may have been stopped: what was typed stays on the screen.
  async function failed(button) {
    failures += 1
    if (failures < 2) { await wait(RETRY); save(button); return }
    const bar = byId('gestopt')
    if (bar.hidden) {
      savedAt = new Date().toLocaleTimeString('nl', { hour: '2-digit', minute: '2-digit' }).replace(':', '.')
      const told = hosted
        ? '<b>Wegwijs is even niet te bereiken.</b><br>Laat dit scherm open. Uw tekst blijft staan.'
        : '<b>Wegwijs is gestopt. Wat u nu typt, wordt niet bewaard.</b><br>Laat dit scherm open. Start Wegwijs opnieuw. Dan gaat u hier verder; uw tekst blijft staan.'
      bar.innerHTML = `<p>${told}</p><button type="button" class="btn small end" id="probeer">Probeer opnieuw</button><button type="button" class="btn small" id="bewaar-zelf">Bewaar mijn gegevens</button>`
      bar.hidden = false
      byId('probeer').onclick = () => save(button)
      byId('bewaar-zelf').onclick = keep
      byId('oordeel').innerHTML = `<div class="verdict"><div><b>Dit voorbeeld is van ${savedAt} uur.</b><span class="hint">Het verandert weer als Wegwijs draait.</span></div></div>`
    }
    state(`Niet bewaard sinds ${savedAt} uur`)
    document.querySelector('[data-part=bewaard]').classList.add('lost')
    await wait(AGAIN)
    if (!byId('gestopt').hidden) save(button)
  }
  // What was sent is not taken, and will not be if it is sent again.
  function refused(page) {
    for (const file of form.querySelectorAll('input[type=file]')) file.value = ''
    const bar = byId('gestopt'), told = document.createElement('p')
    told.append(Object.assign(document.createElement('b'), { textContent: page.querySelector('h1').textContent }), document.createElement('br'), page.querySelector('h1 + p').textContent)
    bar.replaceChildren(told)
    bar.hidden = false
    state('Niet bewaard')
  }
  function back() {
    failures = 0
    if (byId('gestopt').hidden) return
    byId('gestopt').hidden = true
    say('Wegwijs draait weer. Alles is bewaard.')
  }
  function keep() {
    if (hosted) { offer(byId('bestand').value, 'mijn-gegevens.wegwijs.yaml'); return }
    const rows = [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && value && !['stand', 'blad', 'open', 'kant', 'taal', 'fouten', 'perdag'].includes(name))
    offer(rows.map(([name, value]) => `${name}: ${value}`).join('\n'), 'mijn-gegevens.txt')
  }

  form.addEventListener('input', event => {
    if (event.target.type === 'color') {
      byId(event.target.dataset.for).value = event.target.value.toUpperCase()
      changed.set(byId(event.target.dataset.for), changes + 1)
    }
    changed.set(event.target, ++changes)
    if (event.target.type === 'file' || event.target.type === 'checkbox') return
    unsaved = hosted
    clearTimeout(timer)
    // A value that was wrong is judged anew by saving it: not in the middle of mending it.
    const after = isNaming(event.target) ? NAMED_AFTER : SAVE_AFTER
    timer = setTimeout(save, event.target.getAttribute('aria-invalid') ? MENDED_AFTER : after)
  })
  form.addEventListener('change', event => {
    if (event.target.type === 'file' && event.target.files[0]?.size > event.target.dataset.most) {
      event.target.value = ''
      tooLarge(event.target)
      return
    }
    // An address is completed when it is saved: who leaves its field sees what became of it.
    if (event.target.matches('input[type=checkbox], input[type=file], select, input[inputmode=url]') || isNaming(event.target)) save()
  })
  form.addEventListener('focusout', () => { if (held) setTimeout(() => { held?.(); held = null }) })
  document.addEventListener('submit', event => {
    if (event.target !== form) return
    const button = event.submitter
    if (button?.hasAttribute('data-leaves')) {
      unsaved = false
      return
    }
    event.preventDefault()
    if (button?.closest('#tabs') || button?.value.includes('kant=')) chosen = true
    if (event.submitter?.getAttribute('aria-disabled')) return
    save(event.submitter)
  })

  async function look(url) {
    const mine = ++looks
    try {
      const { page } = await ask(url)
      if (mine !== looks) return
      history.replaceState(null, '', url)
      swap(page, undefined, byId('voorbeeld'))
      tabs(page)
    } catch { failed() }
  }
  function tabs(page) {
    const names = byId('tabs')
    const had = names.contains(document.activeElement) && document.activeElement.id
    if (page) {
      names.innerHTML = page.getElementById('tabs').innerHTML
      const languages = page.getElementById('taal')
      if (languages.innerHTML !== byId('taal').innerHTML) byId('taal').innerHTML = languages.innerHTML
      byId('taal').value = languages.value
      byId('soort').innerHTML = page.getElementById('soort').innerHTML
    }
    names.setAttribute('role', 'tablist')
    names.setAttribute('aria-label', 'Wat u ziet')
    for (const one of names.children) {
      const is = one.hasAttribute('aria-current')
      one.setAttribute('role', 'tab')
      one.setAttribute('aria-selected', is)
      one.removeAttribute('aria-current')
      one.tabIndex = is ? 0 : -1
      one.setAttribute('aria-controls', 'vel')
    }
    byId('vel').setAttribute('role', 'tabpanel')
    byId('vel').setAttribute('aria-labelledby', names.querySelector('[aria-selected=true]').id)
    if (had) byId(had)?.focus()
    for (const name of ['kant', 'taal']) {
      const field = form.querySelector(`input[name=${name}]`)
      const fresh = page?.querySelector(`#vul-in input[name=${name}]`)
      if (field && fresh) field.value = fresh.value
    }
  }
  async function choose(link, focus) {
    const id = link.id
    await (hosted ? save(link, focus) : look(link.href))
    if (focus) byId(id)?.focus()
  }
  tabs()
  byId('tabs').addEventListener('click', event => {
    const link = event.target.closest('a')
    if (!link) return
    event.preventDefault()
    chosen = true
    choose(link, true)
  })
  byId('tabs').addEventListener('keydown', event => {
    const all = [...byId('tabs').children], at = all.indexOf(document.activeElement)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key]
    if (to === undefined || at < 0) return
    event.preventDefault()
    chosen = true
    choose(all[(to + all.length) % all.length], true)
  })
  byId('soort').addEventListener('change', event => {
    chosen = true
    choose(byId(event.target.value), false)
  })
  byId('taal').addEventListener('change', event => {
    if (hosted) { save(); return }
    const url = new URL(byId('tabs').querySelector('[aria-selected=true]').href)
    url.searchParams.set('taal', event.target.value)
    look(url.href)
  })
  document.addEventListener('click', event => {
    // On a phone the form is out of sight while somebody looks at the pages.
    if (event.target.closest('#oordeel a[href^="#"]') && byId('scherm').classList.contains('viewing')) byId('bekijk').click()
    const link = event.target.closest('#oordeel a[href*="kant="]')
    if (link) { event.preventDefault(); chosen = true; look(link.href) }
  })
  // Who goes elsewhere at once goes when all is saved.
  async function settled() {
    for (;;) {
      if (failures) return false
      if (timer) save()
      else if (!saving) return true
      await wait(50)
    }
  }
  document.addEventListener('click', async event => {
    const link = event.target.closest('a[href]:not([target])')
    if (!link || hosted || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (link.getAttribute('href').startsWith('#') || !isPending()) return
    event.preventDefault()
    if (await settled()) location.href = link.href
  })
  addEventListener('beforeunload', event => {
    if (timer) save()
    if (isPending() || failures) event.preventDefault()
  })
  form.addEventListener('focusin', event => {
    const section = event.target.closest('.sec')?.id
    const link = section && byId('tabs').querySelector(`[data-sections~="${section}"]`)
    if (!chosen && link && link.getAttribute('aria-selected') !== 'true') choose(link, false)
  })
  if (document.querySelector('#oordeel [data-busy]')) swapVerdict(byId('oordeel'), byId('oordeel').cloneNode(true))
  phone()
}

// On a phone: the form or the page, one panel at a time.
function phone() {
  const screen = byId('scherm'), button = byId('bekijk')
  if (!button) return
  let scrolled = 0
  if (location.hash === button.hash && button.offsetParent) setTimeout(() => button.click())
  button.addEventListener('click', event => {
    event.preventDefault()
    const at = scrollY, viewing = screen.classList.toggle('viewing')
    if (viewing) scrolled = at
    scrollTo(0, viewing ? 0 : scrolled)
    for (const [index, words] of [...button.children].entries()) words.hidden = Boolean(index) !== viewing
  })
}
let panelShown = '' // it stays when the pages are drawn anew
function pager(box) {
  const panels = [...box.querySelectorAll('li')]
  let at = Math.max(0, panels.findIndex(one => one.id === (box.dataset.panel || panelShown)))
  const image = box.querySelector('img'), told = box.querySelector('b')
  const [before, after] = box.querySelectorAll('button')
  const show = () => {
    const shown = at
    panelShown = panels[at].id
    pictured(panels[at].dataset.src).then(source => { if (shown === at) image.src = source })
    image.alt = panels[at].dataset.alt
    told.textContent = `Kant ${at + 1} van ${panels.length}: ${panels[at].textContent}`
    before.setAttribute('aria-disabled', at === 0)
    after.setAttribute('aria-disabled', at === panels.length - 1)
  }
  const step = by => { at = Math.min(Math.max(at + by, 0), panels.length - 1); show() }
  before.onclick = () => step(-1)
  after.onclick = () => step(1)
  let from = 0
  image.addEventListener('touchstart', event => { from = event.touches[0].clientX }, { passive: true })
  image.addEventListener('touchend', event => {
    const by = event.changedTouches[0].clientX - from
    if (Math.abs(by) > 40) step(by < 0 ? 1 : -1)
  })
  show()
}

// What parts of any screen can do more with a script.
function upgrade(root) {
  for (const button of root.querySelectorAll('[data-copy]')) {
    button.hidden = false
    button.onclick = async () => {
      const text = byId(button.dataset.copy)
      try { await navigator.clipboard.writeText(text.value) } catch { text.select() }
      say('Gekopieerd')
    }
  }
  for (const button of root.querySelectorAll('[data-print]')) button.onclick = () => print()
  const larger = root.querySelector('#groter')
  if (larger) larger.onclick = event => { event.preventDefault(); enlarge() }
  for (const box of root.querySelectorAll('.pager')) pager(box)
}
function enlarge() {
  const box = document.createElement('dialog')
  box.setAttribute('aria-label', 'De folder, groter')
  box.innerHTML = '<button type="button" class="btn" autofocus>Sluit</button>'
  for (const one of document.querySelectorAll('#vel .stage img')) {
    const image = new Image()
    pictured(one.dataset.groot).then(source => { image.src = source })
    image.alt = one.alt
    box.append(image)
  }
  box.querySelector('button').onclick = () => box.close()
  box.onclose = () => { box.remove(); byId('groter')?.focus() }
  document.body.append(box)
  box.showModal()
}

async function poll() {
  let tenth = 0
  for (;;) {
    await wait(POLL)
    try {
      const { page, url } = await ask(location.href)
      if (!page.body.hasAttribute('data-poll')) { location.replace(url); return }
      const part = document.querySelector('[data-part=main]'), fresh = page.querySelector('[data-part=main]')
      const focused = document.activeElement?.textContent
      part.innerHTML = fresh.innerHTML
      upgrade(part)
      const bar = part.querySelector('[role=progressbar]')
      const now = bar ? Math.floor(10 * bar.ariaValueNow / bar.ariaValueMax) : 0
      if (now !== tenth) { tenth = now; say(bar.ariaLabel) }
      if (focused) [...part.querySelectorAll('button')].find(one => one.textContent === focused)?.focus()
    } catch { await wait(RETRY) }
  }
}

// What somebody typed at a service is kept in this window of their browser alone.
const DRAFT = 'wegwijs'
let unsaved = false
function remember(text, title) {
  const time = new Date().toLocaleTimeString('nl', { hour: '2-digit', minute: '2-digit' }).replace(':', '.')
  try { sessionStorage.setItem(DRAFT, JSON.stringify({ text, title, time })) } catch { /* full, or forbidden */ }
}
function offer(text, name) {
  const link = document.createElement('a')
  link.href = `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`
  link.download = name
  link.click()
}
function draft() {
  const box = byId('concept')
  let found = null
  try { found = JSON.parse(sessionStorage.getItem(DRAFT)) } catch { /* forbidden */ }
  if (!box || !found?.text) return
  byId('concept-naam').textContent = found.title
  byId('concept-tijd').textContent = found.time
  byId('concept-verder').textContent = `Ga verder met ${found.title.replace(/^Gemeente /, '')}`
  byId('concept-bestand').value = found.text
  byId('concept-grootte').textContent = `(${Math.max(1, Math.round(new Blob([found.text]).size / 1000))} kB)`
  const id = /^  id: ([a-z0-9-]+)$/m.exec(found.text)
  byId('concept-bewaar').onclick = () => offer(found.text, `${id ? id[1] : 'mijn-gegevens'}.wegwijs.yaml`)
  byId('concept-weg').onclick = () => { sessionStorage.removeItem(DRAFT); box.hidden = true; say('Het is weg.') }
  box.hidden = false
}
function dropped() {
  // The name of a chosen file is not shown, so it is sent at once.
  for (const form of document.querySelectorAll('form[data-at-once]')) form.addEventListener('change', () => form.requestSubmit(form.querySelector('button')))
  const place = document.querySelector('.drop'), input = place?.querySelector('input[type=file]')
  if (!input) return
  input.addEventListener('change', () => place.requestSubmit())
  place.addEventListener('dragover', event => event.preventDefault())
  place.addEventListener('drop', event => {
    event.preventDefault()
    if (!event.dataTransfer.files.length) return
    input.files = event.dataTransfer.files
    place.requestSubmit()
  })
}
addEventListener('beforeunload', event => { if (unsaved) event.preventDefault() })

document.addEventListener('DOMContentLoaded', () => {
  upgrade(document)
  dropped()
  const own = byId('draagt')?.elements.bestand || byId('bestand')
  if (hosted && own && document.body.dataset.editor !== 'nieuw') {
    remember(own.value, document.querySelector('.title')?.textContent || 'uw folder')
    // The answer to a form cannot be gone back to without being asked to send it again: Start can, with the draft.
    history.replaceState(null, '', `${document.querySelector('a.brand').href}invullen`)
  }
  draft()
  const form = byId('vul-in')
  if (form) editor(form)
  if (document.body.hasAttribute('data-poll')) poll()
  const target = byId(document.body.dataset.anchor || decodeURIComponent(location.hash.slice(1))) || byId('klaar')
  if (document.querySelector('.making') && target) document.title = `${target.textContent}: ${document.querySelector('.title').textContent} - Wegwijs`
  if (target && (target.matches('input, select') || target.tabIndex === -1)) target.focus({ preventScroll: target.id === 'klaar' })
  for (const button of document.querySelectorAll('[data-slow]')) {
    button.disabled = true
    setTimeout(() => { button.disabled = false }, 500)
  }
})
