using System.Text.Json;
using HybridInference.LocalModels.Tokenization;
using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Makes the constraints of answers for one vocabulary, and keeps them. Thread-safe.</summary>
internal sealed class AnswerConstraints
{
    // About 200 MB with what belongs to them.
    private const int MaxTerms = 1_000_000;

    private readonly TokenizerPipeline _tokenizer;
    private readonly IReadOnlyList<int> _endTokens;
    private readonly Lazy<TokenTrie> _trie;
    private TokenAutomaton? _automaton;

    /// <summary>Initializes the source without touching the vocabulary, which costs a moment when it is first needed.</summary>
    /// <param name="tokenizer">The vocabulary.</param>
    /// <param name="vocabularySize">The number of tokens that the model can choose from.</param>
    /// <param name="endTokens">The tokens that end an answer.</param>
    public AnswerConstraints(TokenizerPipeline tokenizer, int vocabularySize, IReadOnlyList<int> endTokens)
    {
        _tokenizer = tokenizer;
        _endTokens = endTokens;
        _trie = new Lazy<TokenTrie>(() => BuildTrie(vocabularySize));
    }

    /// <summary>Checks a response format without knowing the vocabulary.</summary>
    /// <exception cref="UnsupportedRequestException">The schema has something that is not supported.</exception>
    public static void Check(ChatResponseFormat? format)
    {
        if (format is ChatResponseFormatJson { Schema: { } schema })
        {
            SchemaReader.Read(schema);
        }
    }

    /// <summary>Checks the schemas of tools without knowing the vocabulary.</summary>
    /// <inheritdoc cref="Check(ChatResponseFormat?)" path="/exception"/>
    public static void Check(IEnumerable<AIFunctionDeclaration> tools)
    {
        foreach (AIFunctionDeclaration tool in tools)
        {
            ReadArguments(tool);
        }
    }

    /// <summary>Gets the constraint of a response format, or <see langword="null"/> for text.</summary>
    /// <param name="format">The format.</param>
    /// <param name="after">A text that comes first, after anything else, such as the end of the model's reasoning; empty for none.</param>
    /// <param name="start">What the model writes before its answer, at once; empty for nothing.</param>
    /// <exception cref="UnsupportedRequestException">The schema cannot be honoured.</exception>
    public TokenConstraint? ForFormat(ChatResponseFormat? format, string after = "", string start = "")
    {
        if (format is not ChatResponseFormatJson json)
        {
            return null;
        }

        string key = $"format\n{after}\n{start}\n{json.Schema?.GetRawText()}";
        return Get(key, terms => After(after, terms, WriteFormat(terms, json, start)));
    }

    /// <summary>Gets the constraint of an answer that calls one of the tools, or several.</summary>
    /// <param name="form">How the model writes calls.</param>
    /// <param name="tools">The tools, at least one.</param>
    /// <param name="allowsSeveral">Whether there may be more than one call.</param>
    /// <param name="after">As for a response format.</param>
    /// <exception cref="UnsupportedRequestException">The schema of a tool cannot be honoured.</exception>
    public TokenConstraint ForCalls(ToolCallForm form, IReadOnlyList<AIFunctionDeclaration> tools, bool allowsSeveral, string after = "")
    {
        return Get(
            $"calls\n{after}\n{KeyOf(form, tools, allowsSeveral)}", terms => After(after, terms, WriteCalls(terms, form, [.. tools.Select(tool => (tool, ReadArguments(tool)))], allowsSeveral)));
    }

    /// <summary>Gets the constraint of an answer that has a format, or else calls tools. Where the schema of a tool cannot be honoured, it gets any arguments.</summary>
    /// <inheritdoc cref="ForFormat"/>
    /// <inheritdoc cref="ForCalls"/>
    public TokenConstraint ForFormatOrCalls(
        ChatResponseFormatJson format, ToolCallForm form, IReadOnlyList<AIFunctionDeclaration> tools, bool allowsSeveral, string after = "", string start = "") =>
        Get($"either\n{after}\n{start}\n{KeyOf(form, tools, allowsSeveral)}\n{format.Schema?.GetRawText()}", terms => After(after, terms, terms.Choice(
            WriteFormat(terms, format, start),
            WriteCalls(terms, form, [.. tools.Select(tool => (tool, TryReadArguments(tool)))], allowsSeveral))));

    private static string KeyOf(ToolCallForm form, IReadOnlyList<AIFunctionDeclaration> tools, bool allowsSeveral) =>
        $"{form}\n{allowsSeveral}\n{string.Join('\n', tools.Select(tool => $"{tool.Name}\n{ReadSchema(tool)?.GetRawText()}"))}";

    private Term WriteFormat(TermFactory terms, ChatResponseFormatJson format, string start) =>
        terms.Sequence(WriteMarks(start, terms), Write(format.Schema, new SchemaWriter(terms)));

    private Term WriteCalls(TermFactory terms, ToolCallForm form, IReadOnlyList<(AIFunctionDeclaration, SchemaShape)> tools, bool allowsSeveral) =>
        new ToolCallGrammar(new SchemaWriter(terms), text => WriteMarks(text, terms)).Write(form, tools, allowsSeveral);

    private static Term Write(JsonElement? schema, SchemaWriter writer) => schema is { } value
        ? SchemaReader.Read(value).Write(writer, JsonGrammar.MaxDepth)
        : writer.Json.Object(JsonGrammar.MaxDepth);

    private static JsonElement? ReadSchema(AIFunctionDeclaration tool) =>
        tool.JsonSchema.ValueKind == JsonValueKind.Undefined ? null : tool.JsonSchema;

    private static SchemaShape ReadArguments(AIFunctionDeclaration tool)
    {
        try
        {
            return ReadSchema(tool) is { } schema ? SchemaReader.Read(schema) : new AnyShape();
        }
        catch (UnsupportedRequestException exception)
        {
            throw new UnsupportedRequestException($"The tool '{tool.Name}' cannot be required. {exception.Message}");
        }
    }

    private static SchemaShape TryReadArguments(AIFunctionDeclaration tool)
    {
        try
        {
            return ReadArguments(tool);
        }
        catch (UnsupportedRequestException)
        {
            return new AnyShape();
        }
    }

    private Term After(string marker, TermFactory terms, Term answer)
    {
        if (marker.Length == 0)
        {
            return answer;
        }

        byte[] bytes = _tokenizer.AddedTokens.Find(marker) is { } token ? TokenSymbols.Write(token.Id) : System.Text.Encoding.UTF8.GetBytes(marker);
        return terms.Sequence(terms.Until(bytes), terms.Repeat(terms.Text("\n"), 0, 2), answer);
    }

    /// <summary>Writes a text in which added tokens may occur.</summary>
    private Term WriteMarks(string text, TermFactory terms)
    {
        for (int i = 0; i < text.Length; i++)
        {
            AddedToken? token = _tokenizer.AddedTokens.Tokens
                .Where(token => string.CompareOrdinal(text, i, token.Content, 0, token.Content.Length) == 0)
                .MaxBy(token => token.Content.Length);
            if (token is not null)
            {
                return terms.Sequence(terms.Text(text[..i]), terms.Token(token.Id), WriteMarks(text[(i + token.Content.Length)..], terms));
            }
        }

        return terms.Text(text);
    }

    private TokenConstraint Get(string key, Func<TermFactory, Term> write)
    {
        TokenAutomaton? automaton = _automaton;
        if (automaton is null || automaton.Size > MaxTerms)
        {
            // Requests that run keep the old one. When two threads make one at once, either will do.
            _automaton = automaton = new TokenAutomaton(_trie.Value, _endTokens);
        }

        return automaton.GetConstraint(key, write);
    }

    private TokenTrie BuildTrie(int vocabularySize)
    {
        var texts = new TokenTexts(_tokenizer);
        var tokens = new byte[vocabularySize][];
        for (int id = 0; id < vocabularySize; id++)
        {
            tokens[id] = _endTokens.Contains(id) ? [] : texts.Read(id);
        }

        return TokenTrie.Build(tokens);
    }
}
