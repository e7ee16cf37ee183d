package main

import (
	"fmt"
	"strconv"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// The provider asks the cluster for the schema of a manifest's kind, refuses fields that are not in it and
// completes the object with null for fields that the manifest leaves out. These are the kinds that it knows
// here; a manifest of any other kind is taken as it is.
var kinds = map[string]shape{
	"v1 ConfigMap": fields{
		"apiVersion": leaf{text}, "kind": leaf{text}, "metadata": objectMetadata,
		"data": dictionary{leaf{text}}, "binaryData": dictionary{leaf{text}}, "immutable": leaf{boolean},
	},
	"monitoring.coreos.com/v1 PrometheusRule": fields{
		"apiVersion": leaf{text}, "kind": leaf{text}, "metadata": objectMetadata,
		"spec": fields{"groups": sequence{fields{
			"name": leaf{text}, "interval": leaf{text}, "query_offset": leaf{text}, "limit": leaf{number},
			"partial_response_strategy": leaf{text}, "labels": dictionary{leaf{text}},
			"rules": sequence{fields{
				"alert": leaf{text}, "record": leaf{text}, "expr": anything{}, "for": leaf{text},
				"keep_firing_for": leaf{text}, "labels": dictionary{leaf{text}}, "annotations": dictionary{leaf{text}},
			}},
		}}},
	},
}

var objectMetadata = fields{
	"annotations": dictionary{leaf{text}}, "creationTimestamp": leaf{text}, "deletionGracePeriodSeconds": leaf{number},
	"deletionTimestamp": leaf{text}, "finalizers": sequence{leaf{text}}, "generateName": leaf{text},
	"generation": leaf{number}, "labels": dictionary{leaf{text}}, "managedFields": anything{}, "name": leaf{text},
	"namespace": leaf{text}, "ownerReferences": anything{}, "resourceVersion": leaf{text}, "selfLink": leaf{text},
	"uid": leaf{text},
}

// What a value of a kind must look like.
type shape interface {
	fit(value tftypes.Value, path string) (tftypes.Value, []problem)
}

type (
	leaf       struct{ valueType tftypes.Type }
	fields     map[string]shape
	sequence   struct{ element shape }
	dictionary struct{ element shape }
	anything   struct{}
)

func complete(content tftypes.Value) (tftypes.Value, []problem) {
	kind, _ := textAt(plain(content), "kind")
	apiVersion, _ := textAt(plain(content), "apiVersion")
	known, present := kinds[apiVersion+" "+kind]
	if !present {
		return content, nil
	}
	result, problems := known.fit(content, "manifest")
	if len(problems) > 0 {
		problems = append([]problem{{
			path: "manifest", summary: "Manifest configuration incompatible with resource schema",
			detail: "Detailed descriptions of errors will follow below.",
		}}, problems...)
	}
	return result, problems
}

func (anything) fit(value tftypes.Value, _ string) (tftypes.Value, []problem) { return value, nil }

// Text, numbers and booleans stand for each other where they can.
func (l leaf) fit(value tftypes.Value, path string) (tftypes.Value, []problem) {
	var given string
	switch content := plain(value).(type) {
	case nil:
		return tftypes.NewValue(l.valueType, nil), nil
	case string:
		given = content
	case object, []any:
		return incompatible(value, path, l.valueType.String())
	default:
		given = inText(content)
	}
	switch {
	case l.valueType.Is(text):
		return tftypes.NewValue(text, given), nil
	case l.valueType.Is(number):
		if parsed, err := strconv.ParseFloat(given, 64); err == nil {
			return tftypes.NewValue(number, parsed), nil
		}
	case l.valueType.Is(boolean):
		if parsed, err := strconv.ParseBool(given); err == nil {
			return tftypes.NewValue(boolean, parsed), nil
		}
	}
	return incompatible(value, path, l.valueType.String())
}

func (f fields) fit(value tftypes.Value, path string) (tftypes.Value, []problem) {
	members := map[string]tftypes.Value{}
	if !value.IsNull() {
		if err := value.As(&members); err != nil {
			return incompatible(value, path, "object")
		}
	}
	var problems []problem
	types, result := map[string]tftypes.Type{}, map[string]tftypes.Value{}
	for _, name := range sortedNames(members) {
		if _, known := f[name]; !known {
			problems = append(problems, problem{
				path: "manifest", summary: "Attribute not found in schema",
				detail: "Unable to find schema type for attribute:\n" + path + "." + name,
			})
		}
	}
	for _, name := range sortedNames(f) {
		member, given := members[name]
		if !given {
			member = tftypes.NewValue(dynamic, nil)
		}
		fitted, found := f[name].fit(member, path+"."+name)
		problems = append(problems, found...)
		if len(found) == 0 {
			types[name], result[name] = fitted.Type(), fitted
		}
	}
	return tftypes.NewValue(tftypes.Object{AttributeTypes: types}, result), problems
}

// A tuple, because elements that hold anything may differ in type.
func (s sequence) fit(value tftypes.Value, path string) (tftypes.Value, []problem) {
	if value.IsNull() {
		return tftypes.NewValue(dynamic, nil), nil
	}
	var elements []tftypes.Value
	if err := value.As(&elements); err != nil {
		return incompatible(value, path, "list")
	}
	var problems []problem
	types, result := []tftypes.Type{}, []tftypes.Value{}
	for i, element := range elements {
		fitted, found := s.element.fit(element, fmt.Sprintf("%s[%d]", path, i))
		problems = append(problems, found...)
		if len(found) == 0 {
			types, result = append(types, fitted.Type()), append(result, fitted)
		}
	}
	return tftypes.NewValue(tftypes.Tuple{ElementTypes: types}, result), problems
}

func (d dictionary) fit(value tftypes.Value, path string) (tftypes.Value, []problem) {
	if value.IsNull() {
		return tftypes.NewValue(mapOf(text), nil), nil
	}
	var members map[string]tftypes.Value
	if err := value.As(&members); err != nil {
		return incompatible(value, path, "map")
	}
	var problems []problem
	result := map[string]tftypes.Value{}
	for _, name := range sortedNames(members) {
		fitted, found := d.element.fit(members[name], path+"."+name)
		problems = append(problems, found...)
		if len(found) == 0 {
			result[name] = fitted
		}
	}
	return tftypes.NewValue(mapOf(text), result), problems
}

func incompatible(value tftypes.Value, path, wanted string) (tftypes.Value, []problem) {
	return value, []problem{{
		path: "manifest", summary: "Value incompatible with expected type",
		detail: fmt.Sprintf("Attribute: %s\n... of type:\n%s\n...cannot be converted to type:\n%s", path, value.Type(), wanted),
	}}
}
