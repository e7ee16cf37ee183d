// Package notify has Alertmanager's decision whether a group is to be sent again, with a log of what was sent.
package notify

import (
	"time"

	"dashwright.dev/alertmanager/notify/nflogpb"
)

// Entry is what was sent last of one group to one receiver.
type Entry = nflogpb.Entry

// DedupStage is the stage whose decision is copied.
type DedupStage struct{ rs resolvedSender }

type resolvedSender bool

func (r resolvedSender) SendResolved() bool { return bool(r) }

// Reason is why a group is sent, or ReasonDoNotNotify. Alerts are given by number.
func Reason(last *Entry, firing, resolved []int, repeat time.Duration, now time.Time, sendsResolved bool) NotifyReason {
	stage := &DedupStage{rs: resolvedSender(sendsResolved)}
	return stage.needsUpdate(last, set(firing), set(resolved), repeat, now)
}

// NewEntry is what the notification log keeps of a group that was sent.
func NewEntry(firing, resolved []int, at time.Time) *Entry {
	return &Entry{FiringAlerts: hashes(firing), ResolvedAlerts: hashes(resolved), Timestamp: nflogpb.Timestamp(at)}
}

func set(numbers []int) map[uint64]struct{} {
	found := map[uint64]struct{}{}
	for _, number := range numbers {
		found[uint64(number)] = struct{}{}
	}
	return found
}

func hashes(numbers []int) []uint64 {
	found := make([]uint64, len(numbers))
	for i, number := range numbers {
		found[i] = uint64(number)
	}
	return found
}
