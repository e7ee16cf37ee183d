package main

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// An object with plain Go values: object, []any, string, *big.Float, bool, nil, or unknown{}.
type object = map[string]any

// Stands for a value that is not known yet.
type unknown struct{}

func plain(value tftypes.Value) any {
	switch {
	case !value.IsKnown():
		return unknown{}
	case value.IsNull():
		return nil
	}
	switch valueType := value.Type(); {
	case valueType.Is(tftypes.String):
		var result string
		must(value.As(&result))
		return result
	case valueType.Is(tftypes.Number):
		var result *big.Float
		must(value.As(&result))
		return result
	case valueType.Is(tftypes.Bool):
		var result bool
		must(value.As(&result))
		return result
	case valueType.Is(tftypes.List{}), valueType.Is(tftypes.Set{}), valueType.Is(tftypes.Tuple{}):
		var elements []tftypes.Value
		must(value.As(&elements))
		result := make([]any, len(elements))
		for i, element := range elements {
			result[i] = plain(element)
		}
		return result
	default:
		var members map[string]tftypes.Value
		must(value.As(&members))
		result := object{}
		for name, member := range members {
			result[name] = plain(member)
		}
		return result
	}
}

// Reads "metadata.0.name". Nil where there is nothing; unknown{} where nothing is known.
func at(value any, path string) any {
	for _, step := range strings.Split(path, ".") {
		switch container := value.(type) {
		case unknown:
			return container
		case object:
			value = container[step]
		case []any:
			index, err := strconv.Atoi(step)
			if err != nil || index < 0 || index >= len(container) {
				return nil
			}
			value = container[index]
		default:
			return nil
		}
	}
	return value
}

// The known value at a core path, null included; false where the path ends before.
func reached(from tftypes.Value, path *tftypes.AttributePath) (tftypes.Value, bool) {
	found, rest, err := tftypes.WalkAttributePath(from, path)
	if err != nil || len(rest.Steps()) > 0 {
		return tftypes.Value{}, false
	}
	value, isValue := found.(tftypes.Value)
	return value, isValue && value.IsKnown()
}

// The known text at a path.
func textAt(value any, path string) (string, bool) {
	result, isText := at(value, path).(string)
	return result, isText
}

// A number or boolean as text, without an exponent.
func inText(value any) string {
	if figure, isNumber := value.(*big.Float); isNumber {
		return figure.Text('f', -1)
	}
	return fmt.Sprint(value)
}

// "metadata.0.name" of a core path. Keys of maps are shown too: "data.a.json".
func dotted(path *tftypes.AttributePath) string {
	steps := []string{}
	for _, step := range path.Steps() {
		switch step := step.(type) {
		case tftypes.AttributeName:
			steps = append(steps, string(step))
		case tftypes.ElementKeyInt:
			steps = append(steps, strconv.FormatInt(int64(step), 10))
		case tftypes.ElementKeyString:
			steps = append(steps, string(step))
		}
	}
	return strings.Join(steps, ".")
}

// The core path of "metadata.0.name"; only for attributes and blocks, which is all that is ever pointed at.
func corePath(path string) *tftypes.AttributePath {
	result := tftypes.NewAttributePath()
	if path == "" {
		return result
	}
	for _, step := range strings.Split(path, ".") {
		if index, err := strconv.Atoi(step); err == nil {
			result = result.WithElementKeyInt(index)
		} else {
			result = result.WithAttributeName(step)
		}
	}
	return result
}

func diagnostics(problems []problem) []*tfprotov6.Diagnostic {
	result := []*tfprotov6.Diagnostic{}
	for _, p := range problems {
		severity := tfprotov6.DiagnosticSeverityError
		if p.warning {
			severity = tfprotov6.DiagnosticSeverityWarning
		}
		result = append(result, &tfprotov6.Diagnostic{
			Severity: severity, Summary: p.summary, Detail: p.detail, Attribute: corePath(p.path),
		})
	}
	return result
}

func anyError(problems []problem) bool {
	for _, p := range problems {
		if !p.warning {
			return true
		}
	}
	return false
}

// For conversions that the type has already been asked about: a failure is a mistake in here.
func must(err error) {
	if err != nil {
		panic(fmt.Sprintf("unexpected value: %v", err))
	}
}

// Eight hexadecimal digits that stand for what a server would draw by chance.
func digestOf(content string) string {
	digest := sha256.Sum256([]byte(content))
	return fmt.Sprintf("%x", digest[:4])
}

func sortedNames[T any](values map[string]T) []string {
	return slices.Sorted(maps.Keys(values))
}
