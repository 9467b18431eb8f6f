using System.Text.Json;
using HybridInference.OnnxRuntime.Grammar;

namespace HybridInference.OnnxRuntime.Tests.Grammar;

public sealed class SchemaReaderTests
{
    [Theory]
    [InlineData("""{"not": {"type": "null"}}""", "#/not")]
    [InlineData("""{"properties": {"a": {"items": {"multipleOf": 3}}}}""", "#/properties/a/items/multipleOf")]
    [InlineData("""{"properties": {"a/b": {"uniqueItems": true}}}""", "#/properties/a~1b/uniqueItems")]
    [InlineData("""{"$ref": "#/$defs/x", "$defs": {"x": {"if": true}}}""", "#/$defs/x/if")]
    [InlineData("""{"type": "object", "patternProperties": {"a": true}}""", "#/patternProperties")]
    [InlineData("""{"type": "object", "minProperties": 1}""", "#/minProperties")]
    [InlineData("""{"contains": {"const": 1}}""", "#/contains")]
    [InlineData("""{"type": "object", "dependentRequired": {"a": ["b"]}}""", "#/dependentRequired")]
    [InlineData("""{"unevaluatedProperties": {"type": "string"}}""", "#/unevaluatedProperties")]
    [InlineData("""{"type": "string", "format": "regex"}""", "#/format")]
    [InlineData("""{"type": "string", "pattern": "(?=a)"}""", "#/pattern")]
    [InlineData("""{"type": "string", "pattern": "a", "maxLength": 3}""", "#/pattern")]
    [InlineData("""{"$ref": "https://json-schema.org/draft/2020-12/schema"}""", "#/$ref")]
    [InlineData("""{"$ref": "#/$defs/missing"}""", "#/$ref")]
    [InlineData("""{"type": "text"}""", "#/type")]
    [InlineData("""{"type": 3}""", "#/type")]
    [InlineData("""{"enum": []}""", "#/enum")]
    [InlineData("""{"enum": ["a"], "minLength": 2}""", "#/enum")]
    [InlineData("""{"items": [{"type": "string"}]}""", "#/items")]
    [InlineData("""{"minItems": -1, "type": "array"}""", "#/minItems")]
    [InlineData("""{"properties": 3}""", "#/properties")]
    [InlineData("""{"properties": {"a": 3}}""", "#/properties/a")]
    [InlineData("""{"oneOf": [{"type": "integer"}, {"type": "number"}]}""", "#/oneOf/1")]
    [InlineData("""{"oneOf": [{"enum": [1]}, {"enum": [1.0, 2]}]}""", "#/oneOf/1")]
    [InlineData("""{"anyOf": [true], "oneOf": [true]}""", "#/oneOf")]
    [InlineData("""{"allOf": [{"type": "string"}, {"type": "null"}]}""", "#/allOf/1/type")]
    [InlineData("""{"allOf": [{"properties": {"a": {}}, "additionalProperties": false}, {"properties": {"b": {}}}]}""", "additionalProperties")]
    public void Read_WhatIsNotSupported_IsRefusedWithItsPlace(string schema, string path)
    {
        var exception = Assert.Throws<UnsupportedRequestException>(() => Compile(schema));

        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", exception.Message, StringComparison.Ordinal);
        Assert.Equal(FailureKind.Capability, new OnnxFailureClassifier().Classify(exception));
    }

    [Theory]
    [InlineData("false")]
    [InlineData("""{"type": "integer", "minimum": 3, "maximum": 2}""")]
    [InlineData("""{"type": "object", "properties": {"a": false}, "required": ["a"]}""")]
    [InlineData("""{"type": "object", "properties": {}, "required": ["a"], "additionalProperties": false}""")]
    [InlineData("""{"type": "array", "prefixItems": [{}], "minItems": 2}""")]
    [InlineData("""{"type": "object", "properties": {"next": {"$ref": "#"}}, "required": ["next"]}""")]
    [InlineData("""{"type": "string", "enum": [1, 2]}""")]
    public void Write_NothingSatisfiesTheSchema_IsRefused(string schema) =>
        Assert.Contains("No answer can satisfy", Assert.Throws<UnsupportedRequestException>(() => Compile(schema)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"$ref": "#"}""")]
    [InlineData("""{"allOf": [{"$ref": "#"}]}""")]
    [InlineData("""{"anyOf": [{"$ref": "#/$defs/a"}, {"type": "null"}], "$defs": {"a": {"anyOf": [{"$ref": "#/$defs/a"}, {"type": "string"}]}}}""")]
    public void Write_ReferenceToItself_IsRefused(string schema) =>
        Assert.Contains("refers to itself", Assert.Throws<UnsupportedRequestException>(() => Compile(schema)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"type": "string", "title": "t", "description": "d", "default": 1, "examples": [2], "deprecated": true, "x-of-ours": 3}""")]
    [InlineData("""{"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "a", "$comment": "c", "type": "string"}""")]
    [InlineData("""{"type": "string", "contentMediaType": "text/plain", "readOnly": true}""")]
    [InlineData("""{"type": "string", "uniqueItems": false, "unevaluatedProperties": false}""")]
    public void Read_Annotations_SayNothing(string schema)
    {
        Assert.True(ByteGrammar.Accepts(schema, "\"any\""));
        Assert.False(ByteGrammar.Accepts(schema, "1"));
    }

    [Theory]
    [InlineData("""{"type": "object", "properties": {"a": {"type": "integer"}, "b": {}}, "required": ["b"]}""", """{"b":[1]}|{"a": 1, "b": "x"}""", """{}|{"a":1}|{"b":1,"a":1}|{"b":1,"c":2}|{"a":"x","b":1}""")]
    [InlineData("""{"type": "object", "properties": {"a": {"const": 1}}, "additionalProperties": {"type": "boolean"}}""", """{}|{"a":1}|{"b":true}|{"a":1,"ab":true,"":false}""", """{"a":true}|{"b":1}|{"b":true,"a":1}|{"\u0061":true}""")]
    [InlineData("""{"type": "object"}""", """{}|{"x":{"y":[1]}}""", "[]")]
    [InlineData("""{"required": ["a"]}""", """{"a":null}""", "{}|[]")]
    [InlineData("""{"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 2}""", "[1]|[1, 2]|[\n  1,\n  2\n]", "[]|[1,2,3]|[1.5]|[1,]")]
    [InlineData("""{"prefixItems": [{"const": "a"}, {"const": 2}]}""", """[]|["a"]|["a",2]""", """["a",2,3]|[2]""")]
    [InlineData("""{"prefixItems": [{"const": "a"}], "items": {"type": "null"}, "minItems": 2, "maxItems": 3}""", """["a",null]|["a",null,null]""", """["a"]|[null,null]|["a",null,null,null]""")]
    [InlineData("""{"type": "array", "items": false}""", "[]", "[1]")]
    [InlineData("""{"type": ["string", "null"], "maxLength": 2}""", "null|\"ab\"|\"é😀\"|\"\\u00e9\\n\"", "\"abc\"|1")]
    [InlineData("""{"type": "string", "nullable": true}""", "null|\"\"", "1")]
    [InlineData("""{"enum": ["a\"b", 1, null, [1, {"x": 2}]]}""", "\"a\\\"b\"|1|null|[1,{\"x\":2}]", "\"a\"|2|[1, {\"x\":2}]")]
    [InlineData("""{"type": "string", "enum": ["a", 1]}""", "\"a\"", "1")]
    [InlineData("""{"anyOf": [{"type": "integer"}, {"type": "array", "items": {"$ref": "#"}}]}""", "1|[1,[2,[]]]", "\"a\"|[\"a\"]")]
    [InlineData("""{"type": "object", "required": ["k"], "anyOf": [{"properties": {"k": {"const": 1}}}, {"properties": {"k": {"const": 2}, "v": {"type": "null"}}, "required": ["v"]}]}""", """{"k":1}|{"k":2,"v":null}""", """{}|{"k":2}|{"k":1,"v":null}""")]
    [InlineData("""{"oneOf": [{"properties": {"t": {"const": "a"}}, "required": ["t"]}, {"properties": {"t": {"const": "b"}, "x": {}}, "required": ["t"]}]}""", """{"t":"a"}|{"t":"b","x":1}""", """{"t":"a","x":1}|{"t":"c"}""")]
    [InlineData("""{"allOf": [{"$ref": "#/$defs/a"}, {"properties": {"b": {"const": 2}}, "required": ["b"]}], "$defs": {"a": {"type": "object", "properties": {"a": {"const": 1}}}}}""", """{"a":1,"b":2}|{"b":2}""", """{"a":1}""")]
    [InlineData("""{"$ref": "#/$defs/a~1b%20c", "description": "d", "$defs": {"a/b c": {"type": "null"}}}""", "null", "1")]
    [InlineData("""{"$ref": "#/$defs/a", "items": {}, "$defs": {"a": {"type": "array", "items": {"const": 1}}}}""", "[1]", "[2]")]
    [InlineData("""{"type": "number", "minimum": "1.5", "maximum": "2"}""", "1.5|2", "1|2.5")]
    [InlineData("{}", "1|\"a\"|[{}]|null", "x")]
    [InlineData("true", "true", "x")]
    public void Read_SupportedKeywords_AllowTheRightValues(string schema, string allowed, string notAllowed)
    {
        Assert.All(allowed.Split('|'), text => Assert.True(ByteGrammar.Accepts(schema, text), text));
        Assert.All(notAllowed.Split('|'), text => Assert.False(ByteGrammar.Accepts(schema, text), text));
    }

    [Fact]
    public void Read_HugeSchemas_AreRefusedInTime()
    {
        string wide = $$"""{"anyOf": [{{string.Join(',', Enumerable.Repeat("""{"type": "null"}""", 6000))}}]}""";
        string chain = string.Join(',', Enumerable.Range(0, 60).Select(i => $$"""
            "d{{i}}": {"type": "object", "properties": { {{string.Join(',', Enumerable.Range(0, 60).Select(j => $"\"p{i}_{j}\": {{\"$ref\": \"#/$defs/d{(i + j) % 60}\"}}"))}} } }
            """));

        string items = $$"""{"prefixItems": [{{string.Join(',', Enumerable.Repeat("true", 600))}}]}""";
        string values = $$"""{"enum": [{{string.Join(',', Enumerable.Range(0, 11_000))}}]}""";
        string deep = string.Concat(Enumerable.Repeat("""{"items":""", 62)) + "true" + new string('}', 62);
        string links = string.Join(',', Enumerable.Range(0, 1000).Select(i => $$"""
            "d{{i}}": {"$ref": "#/$defs/d{{i + 1}}"}
            """));

        Assert.All((string[])[wide, items, values], schema => Assert.Throws<UnsupportedRequestException>(() => Compile(schema)));
        Compile(deep);
        Assert.True(ByteGrammar.Accepts($$"""{"$ref": "#/$defs/d0", "$defs": { {{links}}, "d1000": {"const": 1} } }""", "1"));
        Assert.Contains("too large", Assert.Throws<UnsupportedRequestException>(() => Compile($$"""{"$ref": "#/$defs/d0", "$defs": { {{chain}} } }""")).Message, StringComparison.Ordinal);
    }

    private static void Compile(string schema) => ByteGrammar.Accepts(schema, "");
}
