// Alertmanager's own decisions behind two WebAssembly exports: which routes an alert takes, what inhibits it, when it is
// muted, and therefore which notifications are sent, and when.
package main

import (
	"encoding/json"
	"runtime/debug"
	"time"
	_ "time/tzdata" // Time intervals have locations, and there are no files to read them from.

	"github.com/prometheus/alertmanager/featurecontrol"
	"github.com/prometheus/alertmanager/matcher/compat"
	"github.com/prometheus/common/promslog"

	"dashwright.dev/alertmanager/config"
)

// Operations; `alertmanager.ts` has the same list.
const (
	opDispatch int32 = iota
	opCheck
)

var operations = map[int32]func(request, *response) error{
	opDispatch: answer(dispatch),
	opCheck:    answer(check),
}

// answer makes an operation of a function: what it takes and gives travels as JSON, in one text.
func answer[Asked, Given any](decide func(Asked) (Given, error)) func(request, *response) error {
	return func(in request, out *response) error {
		var asked Asked
		if err := json.Unmarshal(in.bytes(), &asked); err != nil {
			return err
		}
		given, err := decide(asked)
		if err != nil {
			return err
		}
		text, err := json.Marshal(given)
		if err != nil {
			return err
		}
		out.string(string(text))
		return nil
	}
}

// check reads a configuration as Alertmanager does when it starts. The answer is empty for a valid one.
func check(text string) (string, error) {
	if _, err := config.Load(text); err != nil {
		return err.Error(), nil
	}
	return "", nil
}

func main() {
	time.Local = time.UTC
	// As cmd/alertmanager does without flags: names of labels may have any characters.
	compat.InitFromFlags(promslog.NewNopLogger(), featurecontrol.NoopFlags{})
	debug.SetGCPercent(400)
	select {}
}
