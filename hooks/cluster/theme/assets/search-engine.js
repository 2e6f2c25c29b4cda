/* Answers what a visitor types. search.js loads this file, with the index, when somebody turns to the field.

   The index has the texts of the pages, and its words with their stems ("strom u em"), which the build has
   found. A word that is asked for is looked up there: itself, the stem that it begins with, the words that begin
   with it or contain it, and, if there is nothing else, those that differ by one letter. */

const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" }

/* Small letters without diacritics, as in hooks/cluster/letters.py. */
export const fold = (text) => text.toLowerCase().replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter])
  .normalize("NFD").replace(/[\p{M}\u00ad\u200b\u2060\ufeff]/gu, "")

/* "C++" and "C#" are words, as are the signs in "§ 5" and "5 %"; all other signs separate words. */
const WORD = /[\p{L}\p{N}]+(?:\+\+|#(?!\p{L}))?|[§%‰€$£№°]/gu

export const words = (text) => fold(text).match(WORD) || []

/* How much a word counts in each part of a page. */
const PARTS = { title: 12, names: 9, about: 4, above: 3, heading: 4, text: 1 }

/* What pages that are not about a single event or news item count more. */
const GENERAL = 1.25

/* How much a page is called what the list that it is in is called. */
const OF_LIST = 0.7

/* So many answers are compared, lest the first ones say the same. */
const FIRST = 20

/* The most that a word counts however often it stands on a page is three times as much as once. */
const often = (count, length) => count / (count + 2 + length / 150)

/* Whether two words differ by one letter: another one, one more, one less, or two that changed places. */
export const isNear = (one, other) => {
  if (Math.abs(one.length - other.length) > 1) return false
  let start = 0
  while (start < one.length && one[start] === other[start]) start += 1
  const [a, b] = [one.slice(start), other.slice(start)]
  return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1)
    || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
}

/* Other ways to write a word: "Traeger" for "Träger", "Telefon" for "Telephon", and, in
   Slavic languages, "den" for "dnu" and "matk" for "matek". */
const spellings = (word) => [
  word, word.replace(/([aou])e/g, "$1"), word.replace(/ph/g, "f"), word.replace(/f/g, "ph"),
  word.replace(/^([^aeiouy])([^aeiouy])(?:[eiuy]|em|ech|um)$/, "$1e$2"),
  word.replace(/^(.+[^aeiouy])e([^aeiouy])$/, "$1$2"),
]

/* Every word of the index that is not its own stem, and that stem. */
const read = (lines) => {
  const stems = new Map()
  for (const line of lines.split("\n").filter(Boolean)) {
    const [stem, ...endings] = line.split(" ")
    for (const ending of endings) stems.set(ending[0] === "=" ? ending.slice(1) : stem + ending, stem)
  }
  return stems
}

/* The endings that several words of the language have. */
const endingsOf = (stems) => {
  const counts = new Map()
  for (const [word, stem] of stems) {
    const ending = word.startsWith(stem) ? word.slice(stem.length) : ""
    counts.set(ending, (counts.get(ending) || 0) + 1)
  }
  return new Set(Array.from(counts).filter(([ending, count]) => ending && count > 1).map(([ending]) => ending))
}

/* The sentences, fields and items of lists in a text. */
const sentencesOf = (text) => text.split(/ · |(?<=[.!?…])\s+(?=\p{Lu})/u).filter(Boolean)

/* A few words, or a field such as "Place: Linz, the hall of the institute", are said of each page anew. */
const mayBeRepeated = (sentence) => sentence.split(" ").length > 5 && !/^\S+( \S+){0,3}: /.test(sentence)

export class Index {
  constructor({ docs, names = {}, meanings = [], stems = "" }) {
    this.stems = read(stems)
    this.endings = endingsOf(this.stems)
    this.pages = []
    this.places = new Map()  /* of each stem: the pages with it, and how much it counts there */
    this.known = new Map()  /* every word of the pages, and its stem */
    this.names = new Set()  /* what visitors call pages, if it is one word */
    this.owners = new Map()  /* of each sentence that may be repeated: the page that it belongs to */
    this.synonyms = meanings.flatMap(({ 0: all, 1: means }) => all.map((each) => [words(each), words(means)]))
    for (const doc of docs) this.add(doc, names)
    for (const page of [...this.pages].sort((one, other) => Boolean(other.kind) - Boolean(one.kind))) this.own(page)
    for (const page of this.pages) this.count(page)
    this.length = this.pages.length
  }

  add({ location, title, text, about = "", above = "", kind = "", also = "", boost }, names) {
    const named = (names[location] || []).map((each) => this.stemmed(each))
    for (const each of names[location] || []) if (words(each).length === 1) this.names.add(words(each)[0])
    if (!location.includes("#")) {
      const called = [title, `${above} ${title}`].map((each) => this.stemmed(each)), list = kind ? this.stemmed(above) : []
      this.pages.push({ location, title, about, above, kind, called, list, names: [], isGeneral: Boolean(boost), sections: [] })
    }
    const page = this.pages.at(-1)
    page.called.push(...named)
    page.names.push(...named)
    page.sections.push({ location, title, named, sentences: sentencesOf(text), stems: this.stemmed(`${text} ${also}`) })
  }

  /* A sentence belongs to the first page about a single thing that says it, or else to the first page. */
  own(page) {
    for (const { sentences } of page.sections) {
      for (const each of sentences) {
        if (mayBeRepeated(each) && !this.owners.has(each)) this.owners.set(each, page)
      }
    }
  }

  isRepeated(sentence, page) {
    return this.owners.has(sentence) && this.owners.get(sentence) !== page
  }

  stemmed(text) {
    return words(text).map((word) => {
      const stem = this.stems.get(word) || word
      this.known.set(word, stem)
      return stem
    })
  }

  count(page) {
    const counts = new Map()
    const put = (stems, weight) => stems.forEach((stem) => counts.set(stem, (counts.get(stem) || 0) + weight))
    put(page.called[0], PARTS.title)
    for (const stem of new Set(page.names.flat())) put([stem], PARTS.names)
    put(this.stemmed(page.about), PARTS.about)
    put(this.stemmed(page.above), PARTS.above)
    let length = 0
    page.sections.forEach(({ title: heading, stems }, place) => {
      if (place) put(this.stemmed(heading), PARTS.heading)
      put(stems, PARTS.text)
      length += stems.length
    })
    for (const [stem, count] of counts) {
      if (!this.places.has(stem)) this.places.set(stem, new Map())
      this.places.get(stem).set(page, often(count, length))
    }
  }

  /* The rarer a stem, the more it counts. */
  rarity(stem) {
    const pages = this.places.get(stem)?.size || 0
    return Math.log(1 + (this.length - pages + 0.5) / (pages + 0.5))
  }

  /* The stems that a word may mean, and how likely each is. A word of which this is the last may go on. */
  meant(word, isOnly) {
    const found = new Map()
    const add = (stem, likely) => {
      if (this.places.has(stem) && likely > (found.get(stem) || 0)) found.set(stem, likely)
    }
    for (const [place, each] of spellings(word).entries()) {
      const likely = place ? 0.9 : 1
      if (this.known.has(each)) add(this.known.get(each), likely)
      add(this.stems.get(each) || each, likely)
    }
    if (word.length < 2 && !isOnly) return found
    const isKnown = found.size > 0
    for (const each of spellings(word)) {
      const stem = this.inflected(each), isEnding = this.endings.has(each.slice(stem.length))
      if (isEnding || !isKnown) add(stem, isKnown ? 0.7 : isEnding ? 0.9 : 0.5)
    }
    for (const [other, stem] of this.known) {
      if (other.startsWith(word) && !this.names.has(word)) add(stem, (isKnown ? 0.3 : 0.75) * (0.5 + word.length / other.length / 2))
      else if (!isKnown && word.length > 4 && other.includes(word)) add(stem, 0.3)
      else if (!isKnown && this.sharesItsBeginning(word, other)) add(stem, 0.5)
    }
    const isFound = () => Math.max(0, ...found.values()) > 0.6
    if (!isFound() && word.length > 3) this.misspelt(word, add)
    if (!isFound() && word.length > 6) this.compound(word, add)
    return found
  }

  /* The longest stem that the word begins with, if little follows. */
  inflected(word) {
    for (let end = word.length - 1; end >= 3; end -= 1) {
      const stem = word.slice(0, end), isShort = word.length - end <= 4
      if (this.places.has(stem) && (isShort || this.endings.has(word.slice(end)))) return stem
    }
    return ""
  }

  /* "ulici" and "ulice", "škole" and "škola". */
  sharesItsBeginning(word, other) {
    const same = Math.max(4, word.length - 2, other.length - 2)
    return word.slice(0, same) === other.slice(0, same) && other.length >= same && word.length >= same
  }

  /* "Wasserwerke" begins with "Wasser". */
  compound(word, add) {
    for (const [other, stem] of this.known) {
      if (other.length > 4 && (word.startsWith(other) || word.endsWith(other))) add(stem, 0.25)
    }
  }

  misspelt(word, add) {
    for (const [other, stem] of this.known) {
      if (other.length < 4) continue
      if (isNear(word, other)) add(stem, 0.65)
      else if (other.length > 5 && isNear(word, other.slice(0, word.length))) add(stem, 0.4)
      else if (stem.length > 4 && word.length - stem.length < 4) {
        for (const end of [stem.length - 1, stem.length, stem.length + 1]) {
          if (end < word.length && isNear(word.slice(0, end), stem)) add(stem, 0.5)
        }
      }
    }
  }

  /* The pages found, the best one first: [{page, section, isMeant}]; `isMeant` tells whether a word is to be marked. */
  search(query) {
    const asked = words(query)
    const phrases = Array.from(query.matchAll(/["„“”»«]([^"„“”»«]+)["„“”»«]/g), ([, phrase]) => this.stemmedQuery(words(phrase)))
    const scores = new Map()
    for (const each of this.alternatives(asked)) {
      for (const [page, found] of this.scored(each)) {
        if (!(scores.get(page)?.score >= found.score)) scores.set(page, found)
      }
    }
    const best = Math.max(0, ...Array.from(scores.values(), ({ score }) => score))
    const answers = [...scores]
      .filter(([page, { score }]) => score > best / 100 && phrases.every((phrase) => this.says(page, phrase)))
      .sort(([, one], [, other]) => other.score - one.score)
      .map(([page, { meant }]) => this.answer(page, meant))
    const first = answers.slice(0, FIRST), last = first.filter((answer) => this.repeats(answer))
    return [...first.filter((answer) => !last.includes(answer)), ...last, ...answers.slice(FIRST)]
  }

  /* Whether a page that is not called so says only what belongs to another page. */
  repeats(answer) {
    const { page, isMeant } = answer
    return !words(page.title).some(isMeant) && this.isRepeated(sentenceOf(answer), page)
  }

  stemmedQuery(asked) {
    return asked.map((word) => this.known.get(word) || this.inflected(word) || word)
  }

  /* What was asked for, and the same with each synonym in it replaced by what it means. */
  alternatives(asked) {
    const stems = this.stemmedQuery(asked)
    const replaced = this.synonyms.flatMap(([from, to]) => {
      const place = indexOf(stems, this.stemmedQuery(from))
      return place < 0 ? [] : [[...asked.slice(0, place), ...to, ...asked.slice(place + from.length)]]
    })
    return [asked, ...replaced]
  }

  scored(asked) {
    const meant = asked.map((word) => this.meant(word, asked.length === 1))
    const weights = meant.map((stems, place) => {
      const rarities = Array.from(stems, ([stem, likely]) => likely * this.rarity(stem))
      const small = asked[place].length === 1 && asked.length > 1 ? 0.1 : 1
      return small * (stems.size ? Math.max(...rarities) : Math.log(1 + this.length))
    })
    const all = weights.reduce((sum, each) => sum + each, 0)
    const pages = new Map()
    meant.forEach((stems, place) => {
      for (const [stem, likely] of stems) {
        for (const [page, count] of this.places.get(stem)) {
          if (!pages.has(page)) pages.set(page, asked.map(() => 0))
          const found = pages.get(page)
          found[place] = Math.max(found[place], likely * count)
        }
      }
    })
    return Array.from(pages, ([page, found]) => {
      const sum = found.reduce((total, each, place) => total + each * weights[place], 0)
      const share = found.reduce((total, each, place) => total + (each ? weights[place] : 0), 0) / all
      const order = 1 + 0.6 * this.together(page, meant)
      const score = sum * share * share * order * (1 + 2 * this.named(page, meant, weights)) * (page.isGeneral ? GENERAL : 1)
      return [page, { score, meant }]
    })
  }

  /* How much the words that were asked for are the title of the page, or what it is called: from 0 to 1. "Projects"
     are each of the projects, too, after the list of them. */
  named(page, meant, weights) {
    const all = weights.reduce((sum, each) => sum + each, 0)
    return Math.max(...[...page.called, page.list].map((stems) => {
      const likely = meant.map((some) => Math.max(0, ...stems.map((stem) => some.get(stem) || 0)))
      const asked = likely.reduce((sum, each, place) => sum + each * weights[place], 0) / all
      const rarities = stems.map((stem) => this.rarity(stem))
      const covered = rarities.filter((_, place) => meant.some((some) => some.has(stems[place])))
      const sum = (numbers) => numbers.reduce((total, each) => total + each, 0)
      return stems.length ? asked * asked * (sum(covered) / sum(rarities)) * (stems === page.list ? OF_LIST : 1) : 0
    }))
  }

  /* How many of the words that were asked for stand beside each other on the page, from 0 to 1. */
  together(page, meant) {
    if (meant.length < 2) return 0
    const texts = [...page.called, ...page.sections.map(({ stems }) => stems)]
    let pairs = 0
    for (let place = 1; place < meant.length; place += 1) {
      const [one, other] = [meant[place - 1], meant[place]]
      if (texts.some((stems) => stems.some((stem, at) => one.has(stem) && other.has(stems[at + 1])))) pairs += 1
    }
    return pairs / (meant.length - 1)
  }

  says(page, phrase) {
    return [...page.called, this.stemmed(page.about), ...page.sections.flatMap(({ title, stems }) => [this.stemmed(title), stems])]
      .some((stems) => indexOf(stems, phrase) >= 0)
  }

  /* The page, or the section of it that is called so, or that says most if the title of the page says less. */
  answer(page, meant) {
    const isMeant = (word) => {
      const stem = this.stems.get(word) || word
      return meant.some((stems) => stems.get(stem) >= 0.25)
    }
    const said = (stems) => meant.filter((some) => stems.some((stem) => some.has(stem))).length
    const [whole, ...sections] = page.sections
    const about = [page.called[0], this.stemmed(page.above), this.stemmed(page.about), ...whole.named]
    let best = { section: whole, count: Math.max(...about.map(said), said(whole.stems)) }
    for (const section of sections) {
      const count = Math.max(said([...this.stemmed(section.title), ...section.stems]), ...section.named.map(said))
      if (count > best.count) best = { section, count }
    }
    return { page, section: best.section, isMeant, isRepeated: (sentence) => this.isRepeated(sentence, page) }
  }
}

const indexOf = (stems, phrase) => phrase.length
  ? stems.findIndex((_, place) => phrase.every((stem, at) => stems[place + at] === stem)) : -1

/* ---- What is shown of a page ---- */

const LONGEST = 180

/* The sentence with the most words that were asked for; that about the page, if it has as many. One that belongs to
   another page counts less. */
const sentenceOf = ({ page, section, isMeant, isRepeated }) => {
  const about = section === page.sections[0] ? [page.about] : []
  const sentences = [...about, ...section.sentences, page.about].filter(Boolean)
  const counted = sentences.map((each) => {
    const said = new Set(words(each).filter(isMeant)).size
    return said && isRepeated(each) ? said * 0.4 : said
  })
  return sentences[counted.indexOf(Math.max(...counted))] || ""
}

/* What is shown of the page below its title. */
export const excerpt = (answer) => shortened(sentenceOf(answer), answer.isMeant)

/* At most LONGEST characters around the first word that is meant, cut between words. */
const shortened = (text, isMeant) => {
  if (text.length <= LONGEST) return text
  const all = text.split(" ")
  let start = Math.max(0, all.findIndex((word) => words(word).some(isMeant)) - 8)
  if (all.slice(start).join(" ").length < LONGEST) start = Math.max(0, start - 8)
  let end = start, length = 0
  while (end < all.length && length + all[end].length < LONGEST) length += all[end++].length + 1
  return (start ? "… " : "") + all.slice(start, end).join(" ").replace(/[,;–-]$/, "") + (end < all.length ? " …" : "")
}

/* The text in pieces: [[text, whether it is marked]]. */
export const marked = (text, isMeant) => text.split(/([\p{L}\p{N}\p{M}\u00ad]+)/u).filter(Boolean)
  .map((piece) => [piece, words(piece).some(isMeant)])
