package main

import (
	"math"
	"unicode/utf8"
	"unsafe"
)

// A message is a list of 32-bit words and a block of UTF-8 text. Words keep both sides free of reflection and of
// byte shuffling; text travels as one block, so that JavaScript decodes it with a single call.
//
// Requests name a text by its length and take it from the block in order. Responses intern texts: a word is the
// text's number, and a table at the end tells where in the (decoded) block each one ends.

// request reads what JavaScript wrote into the input buffer: word count, words, text block.
type request struct {
	words []uint32
	text  []byte
}

func newRequest(buffer []byte) request {
	if len(buffer) < 4 {
		return request{}
	}
	all := unsafe.Slice((*uint32)(unsafe.Pointer(&buffer[0])), len(buffer)/4)
	count := int(all[0])
	return request{words: all[1 : 1+count], text: buffer[4+4*count:]}
}

func (r *request) word() uint32 {
	w := r.words[0]
	r.words = r.words[1:]
	return w
}

func (r *request) flag() bool { return r.word() != 0 }

func (r *request) count() int { return int(r.word()) }

func (r *request) number() float64 {
	low, high := r.word(), r.word()
	return math.Float64frombits(uint64(high)<<32 | uint64(low))
}

// millis reads a time or duration; JavaScript sends whole milliseconds.
func (r *request) millis() int64 { return int64(r.number()) }

// string copies: the input buffer is used again by the next call.
func (r *request) string() string {
	n := r.count()
	s := string(r.text[:n])
	r.text = r.text[n:]
	return s
}

// bytes returns a view that is valid during this call only.
func (r *request) bytes() []byte {
	n := r.count()
	b := r.text[:n]
	r.text = r.text[n:]
	return b
}

func (r *request) strings() []string {
	list := make([]string, r.count())
	for i := range list {
		list[i] = r.string()
	}
	return list
}

// response collects one answer. It is reused from call to call.
type response struct {
	words []uint32
	text  []byte
	ends  []uint32 // end of each interned text, in UTF-16 units of the decoded block
	known map[string]uint32
	units uint32
}

func newResponse() *response {
	return &response{known: make(map[string]uint32, 1024)}
}

func (w *response) reset() {
	const keep = 1 << 22
	if cap(w.words) > keep {
		w.words = nil
	}
	if cap(w.text) > keep {
		w.text = nil
	}
	w.words, w.text, w.ends, w.units = w.words[:0], w.text[:0], w.ends[:0], 0
	clear(w.known)
}

func (w *response) word(v uint32) { w.words = append(w.words, v) }

func (w *response) count(v int) { w.words = append(w.words, uint32(v)) }

func (w *response) flag(v bool) {
	if v {
		w.word(1)
	} else {
		w.word(0)
	}
}

func (w *response) number(v float64) {
	bits := math.Float64bits(v)
	w.words = append(w.words, uint32(bits), uint32(bits>>32))
}

func (w *response) millis(v int64) { w.number(float64(v)) }

// string appends the number of the text s.
func (w *response) string(s string) {
	id, ok := w.known[s]
	if !ok {
		id = uint32(len(w.ends))
		w.known[s] = id
		w.add(s)
	}
	w.words = append(w.words, id)
}

func (w *response) add(s string) {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		w.text = append(w.text, s...)
		w.units += uint32(len(s))
	} else {
		// Invalid bytes become U+FFFD one by one here, so that both sides count the same units.
		for _, r := range s {
			w.text = utf8.AppendRune(w.text, r)
			w.units += utf16Length(r)
		}
	}
	w.ends = append(w.ends, w.units)
}

func (w *response) strings(list []string) {
	w.count(len(list))
	for _, s := range list {
		w.string(s)
	}
}

func utf16Length(r rune) uint32 {
	if r >= 0x10000 {
		return 2
	}
	return 1
}

// positions converts byte offsets of a text to UTF-16 offsets, which is what JavaScript counts.
type positions struct {
	text  string
	ascii bool
}

func newPositions(text string) positions {
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			return positions{text: text}
		}
	}
	return positions{text: text, ascii: true}
}

func (p positions) at(offset int) uint32 {
	offset = max(0, min(offset, len(p.text)))
	if p.ascii {
		return uint32(offset)
	}
	units := uint32(0)
	for i, r := range p.text {
		if i >= offset {
			break
		}
		units += utf16Length(r)
	}
	return units
}
