package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"fmt"
	gohash "hash"

	"galley/app/article/draft"
)

// crypt decrypts a file that anyone may open: one whose password is empty, because it only forbids printing or changing.
// The parser knows few kinds of encryption and gets the short keys wrong, so it is done here.
type crypt struct {
	key     []byte
	method  name // V2 for RC4, AESV2, AESV3
	version int
}

// passwordPad fills passwords up; an empty one is nothing else.
const passwordPad = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"

// openCrypt reads how a file is encrypted; nil if it is not.
func (x *index) openCrypt() (*crypt, error) {
	if x.trailer["Encrypt"] == nil {
		return nil, nil
	}
	d := x.dictOf(x.trailer["Encrypt"])
	number := func(key string) int { n, _ := d[key].(float64); return int(n) }
	text := func(key string) []byte { s, _ := d[key].(string); return []byte(s) }
	c := &crypt{method: "V2", version: number("V")}
	if d["Filter"] != name("Standard") || c.version < 1 || c.version > 5 || c.version == 3 {
		return nil, fmt.Errorf("%w: it is encrypted in a way that is not known", draft.ErrPassword)
	}
	length := max(5, min(16, number("Length")/8))
	if c.version >= 4 {
		used, _ := d["StmF"].(name)
		filters, _ := d["CF"].(map[string]any)
		filter, _ := filters[string(used)].(map[string]any)
		c.method, _ = filter["CFM"].(name)
		length = 16
	}
	if c.version == 5 {
		return c, c.openLong(text("U"), text("UE"), number("R"))
	}
	ids := lexer{data: x.trailer["ID"]}
	v, _ := ids.next()
	var id string
	if list, _ := v.([]any); len(list) > 0 {
		id, _ = list[0].(string)
	}
	h := md5.New()
	h.Write([]byte(passwordPad))
	h.Write(text("O"))
	p := uint32(int64(number("P")))
	h.Write([]byte{byte(p), byte(p >> 8), byte(p >> 16), byte(p >> 24)})
	h.Write([]byte(id))
	if d["EncryptMetadata"] == false && number("R") >= 4 {
		h.Write([]byte{255, 255, 255, 255})
	}
	c.key = h.Sum(nil)
	if number("R") < 3 {
		length = 5
	} else {
		for range 50 {
			sum := md5.Sum(c.key[:length])
			c.key = sum[:]
		}
	}
	c.key = c.key[:length]
	return c, c.check(text("U"), id, number("R"))
}

// dictOf reads a dictionary that is written in the trailer, or where it refers to.
func (x *index) dictOf(raw []byte) map[string]any {
	l := lexer{data: raw, refs: true}
	v, _ := l.next()
	if r, ok := v.(reference); ok {
		p := x.places[r.id]
		if p.in != 0 || p.offset == 0 || !x.startsAt(r.id, p) {
			return nil
		}
		l = lexer{data: x.data, pos: p.offset}
		for range 3 {
			l.next()
		}
		l.refs = true
		v, _ = l.next()
	}
	d, _ := v.(map[string]any)
	return d
}

// check compares what the key makes of known bytes with what the file says it must.
func (c *crypt) check(want []byte, id string, revision int) error {
	got := []byte(passwordPad)
	rounds := 1
	if revision >= 3 {
		sum := md5.Sum([]byte(passwordPad + id))
		got, rounds = sum[:], 20
	}
	for i := range rounds {
		key := bytes.Clone(c.key)
		for j := range key {
			key[j] ^= byte(i)
		}
		got = rc4Of(key, got)
	}
	if !bytes.HasPrefix(want, got) {
		return draft.ErrPassword
	}
	return nil
}

// openLong gets the key of a file with keys of 256 bits.
func (c *crypt) openLong(user, wrapped []byte, revision int) error {
	if len(user) < 48 || len(wrapped) < 32 {
		return fmt.Errorf("%w: its encryption is not described", draft.ErrDamaged)
	}
	digest := func(salt []byte) []byte {
		if revision >= 6 {
			return hardHash(salt)
		}
		sum := sha256.Sum256(salt)
		return sum[:]
	}
	if !bytes.Equal(digest(user[32:40]), user[:32]) {
		return draft.ErrPassword
	}
	block, err := aes.NewCipher(digest(user[40:48]))
	if err != nil {
		return err
	}
	c.key = make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(c.key, wrapped[:32])
	return nil
}

// hardHash is the hash of revision 6, made to take its time, over an empty password and a salt.
func hardHash(salt []byte) []byte {
	first := sha256.Sum256(salt)
	k := first[:]
	for i := 0; ; i++ {
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		e := bytes.Repeat(k, 64)
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		sum := 0
		for _, b := range e[:16] {
			sum += int(b)
		}
		h := []func() gohash.Hash{sha256.New, sha512.New384, sha512.New}[sum%3]()
		h.Write(e)
		k = h.Sum(nil)
		if i >= 63 && int(e[len(e)-1]) <= i-31 {
			return k[:32]
		}
	}
}

// decrypt decrypts what belongs to an object.
func (c *crypt) decrypt(id, gen int, data []byte) []byte {
	if c == nil {
		return data
	}
	key := c.key
	if c.version < 5 {
		long := append(bytes.Clone(key), byte(id), byte(id>>8), byte(id>>16), byte(gen), byte(gen>>8))
		if c.method == "AESV2" {
			long = append(long, "sAlT"...)
		}
		sum := md5.Sum(long)
		key = sum[:min(len(key)+5, 16)]
	}
	switch c.method {
	case "V2":
		return rc4Of(key, data)
	case "AESV2", "AESV3":
		return aesOf(key, data)
	}
	return data
}

func rc4Of(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

// aesOf decrypts blocks behind their vector and takes the padding off.
func aesOf(key, data []byte) []byte {
	if len(data) < 32 {
		return nil
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil
	}
	out := bytes.Clone(data[16 : len(data)-len(data)%16])
	cipher.NewCBCDecrypter(block, data[:16]).CryptBlocks(out, out)
	if pad := int(out[len(out)-1]); pad >= 1 && pad <= 16 {
		out = out[:len(out)-pad]
	}
	return out
}
