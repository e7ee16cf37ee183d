// Package nflogpb has an entry of the notification log without protocol buffers.
package nflogpb

import "time"

type Entry struct {
	FiringAlerts, ResolvedAlerts []uint64
	Timestamp                    Timestamp
}

type Timestamp time.Time

func (t Timestamp) AsTime() time.Time { return time.Time(t) }
