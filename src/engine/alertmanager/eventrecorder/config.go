// Package eventrecorder records nothing: it has the fields of the configuration in which paths are made absolute.
package eventrecorder

import commoncfg "dashwright.dev/alertmanager/httpconfig"

type Config struct {
	FileOutputs    []struct{ Path string }
	WebhookOutputs []struct{ HTTPConfig *commoncfg.HTTPClientConfig }
	KafkaOutputs   []struct{ TLSConfig *commoncfg.TLSConfig }
}
