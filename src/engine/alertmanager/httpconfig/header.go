package config

import "net/textproto"

func canonicalHeaderKey(name string) string { return textproto.CanonicalMIMEHeaderKey(name) }
