// Command config-fields prints the fields of Alertmanager's configuration as its own Go types have them: for each
// struct, the keys that its YAML may have and the Go type of their values.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"

	"github.com/prometheus/alertmanager/config"
)

// structs holds the keys of each struct that has been seen.
type structs map[string]map[string]string

func main() {
	seen := structs{}
	seen.nameOf(reflect.TypeFor[config.Config]())
	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", "  ")
	if err := out.Encode(seen); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// nameOf gives the name of a type, and adds all structs in it.
func (s structs) nameOf(of reflect.Type) string {
	switch of.Kind() {
	case reflect.Pointer:
		return s.nameOf(of.Elem())
	case reflect.Slice:
		return "[]" + s.nameOf(of.Elem())
	case reflect.Map:
		return "map[" + s.nameOf(of.Key()) + "]" + s.nameOf(of.Elem())
	case reflect.Struct:
		if _, known := s[of.String()]; !known {
			keys := map[string]string{}
			s[of.String()] = keys
			s.collect(of, keys)
		}
	}
	return of.String()
}

// collect adds the keys of a struct, as gopkg.in/yaml.v2 derives them from tags and names.
func (s structs) collect(of reflect.Type, keys map[string]string) {
	for index := range of.NumField() {
		field := of.Field(index)
		name, flags, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		switch {
		case name == "-" || (!field.IsExported() && !field.Anonymous):
		case strings.Contains(flags, "inline"):
			inner := field.Type
			for inner.Kind() == reflect.Pointer {
				inner = inner.Elem()
			}
			if inner.Kind() == reflect.Struct {
				s.collect(inner, keys)
			}
		case name == "":
			keys[strings.ToLower(field.Name)] = s.nameOf(field.Type)
		default:
			keys[name] = s.nameOf(field.Type)
		}
	}
}
