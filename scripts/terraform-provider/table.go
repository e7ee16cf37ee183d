package main

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// A provider is a table: its own configuration and its resources. All behaviour is in server.go.
type provider struct {
	namespace     string
	version       string
	configuration block
	resources     map[string]resource
}

// What there is to know of one resource type.
type resource struct {
	version int64
	block   block

	// Checks beyond the schema. Core asks before planning, again with all that is known by then.
	validate func(configuration object) []problem

	// Paths such as "metadata.0.name" whose change means another object.
	replacedBy []string

	// What a server would choose, by path: called for what is still unknown when it is applied.
	computed map[string]func(planned object) any

	// Last word on the planned state, for resources whose computed attributes follow from the configuration.
	plan func(planned, prior tftypes.Value) (tftypes.Value, []problem)

	// What only the server refuses, at apply.
	apply func(planned object) []problem

	// What the provider reads of an object later, where that is not what the configuration says.
	read func(current tftypes.Value) tftypes.Value

	// By path: whether a text of the configuration stands for the one in the state, so that it is no change.
	same map[string]func(before, after string) bool

	// Real providers on the old plugin SDK plan defaults that the schema does not declare as computed; core
	// lets them, with this mark. By path; used where the configuration says nothing.
	defaults map[string]string
}

// Providers on the old plugin SDK plan other values than the configuration has.
func (r resource) isLegacy() bool {
	return len(r.defaults) > 0 || len(r.same) > 0
}

// A block of a schema.
type block struct {
	deprecated bool
	attributes []attribute
	blocks     []nested
}

type attribute struct {
	name       string
	valueType  tftypes.Type
	mode       mode
	deprecated bool
	sensitive  bool
}

type mode int

const (
	optional mode = iota
	required
	computed
	optionalComputed
)

// A repeated block; every one of the providers served here uses lists.
type nested struct {
	name     string
	min, max int64
	block    block
}

// A finding about one attribute.
type problem struct {
	path    string
	summary string
	detail  string
	warning bool
}

var (
	text    = tftypes.String
	number  = tftypes.Number
	boolean = tftypes.Bool
	dynamic = tftypes.DynamicPseudoType
)

func listOf(element tftypes.Type) tftypes.Type { return tftypes.List{ElementType: element} }
func setOf(element tftypes.Type) tftypes.Type  { return tftypes.Set{ElementType: element} }
func mapOf(element tftypes.Type) tftypes.Type  { return tftypes.Map{ElementType: element} }

func (r resource) schema() *tfprotov6.Schema {
	return &tfprotov6.Schema{Version: r.version, Block: r.block.schema()}
}

func (b block) schema() *tfprotov6.SchemaBlock {
	result := &tfprotov6.SchemaBlock{Deprecated: b.deprecated}
	for _, a := range b.attributes {
		result.Attributes = append(result.Attributes, &tfprotov6.SchemaAttribute{
			Name:       a.name,
			Type:       a.valueType,
			Required:   a.mode == required,
			Optional:   a.mode == optional || a.mode == optionalComputed,
			Computed:   a.mode == computed || a.mode == optionalComputed,
			Deprecated: a.deprecated,
			Sensitive:  a.sensitive,
		})
	}
	for _, n := range b.blocks {
		result.BlockTypes = append(result.BlockTypes, &tfprotov6.SchemaNestedBlock{
			TypeName: n.name,
			Nesting:  tfprotov6.SchemaNestedBlockNestingModeList,
			MinItems: n.min,
			MaxItems: n.max,
			Block:    n.block.schema(),
		})
	}
	return result
}

// Whether a server chooses the value at a path, unless the configuration does.
func (b block) computedAt(path *tftypes.AttributePath) bool {
	steps := path.Steps()
	for len(steps) > 0 {
		name, isName := steps[0].(tftypes.AttributeName)
		steps = steps[1:]
		if !isName {
			continue // the index of a repeated block
		}
		for _, a := range b.attributes {
			if a.name == string(name) {
				return len(steps) == 0 && (a.mode == computed || a.mode == optionalComputed)
			}
		}
		for _, n := range b.blocks {
			if n.name == string(name) {
				b = n.block
			}
		}
	}
	return false
}
