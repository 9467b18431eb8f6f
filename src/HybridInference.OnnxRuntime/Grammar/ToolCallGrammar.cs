using Microsoft.Extensions.AI;

namespace HybridInference.OnnxRuntime.Grammar;

/// <summary>Writes calls of one of several tools, with arguments by the tool's schema.</summary>
internal sealed class ToolCallGrammar(SchemaWriter writer, Func<string, Term> writeMarks)
{
    // The call itself is an object around the arguments.
    private const int ArgumentsDepth = JsonGrammar.MaxDepth - 2;

    /// <summary>Writes one call, or at least one.</summary>
    public Term Write(ToolCallForm form, IReadOnlyList<(AIFunctionDeclaration Tool, SchemaShape Arguments)> tools, bool allowsSeveral)
    {
        TermFactory terms = writer.Terms;
        Term anyCall = terms.Choice(tools.Select(tool => WriteCall(form, tool.Tool.Name, tool.Arguments)).ToArray());
        Term call = terms.Sequence(writeMarks(form.CallStart), anyCall, writeMarks(form.CallEnd));
        Term more = allowsSeveral && form.AllowsSeveral
            ? terms.Repeat(terms.Sequence(writeMarks(form.Separator), call))
            : terms.Empty;
        return terms.Sequence(writeMarks(form.Start), call, more, writeMarks(form.End));
    }

    private Term WriteCall(ToolCallForm form, string name, SchemaShape arguments)
    {
        if (form.NameEnd is { } nameEnd)
        {
            return writer.Terms.Sequence(writer.Terms.Text(name), writeMarks(nameEnd), WriteArguments(arguments));
        }

        JsonGrammar json = writer.Json;
        Term Name(string text) => writer.Terms.Text($"\"{JsonStrings.Escape(text)}\"");
        return json.Braces(writer.Terms.Sequence(
            json.Member(Name("name"), Name(name)),
            json.Comma(),
            json.Member(Name(form.ArgumentsName), WriteArguments(arguments))));
    }

    // A tool without a schema takes any arguments, but they are an object.
    private Term WriteArguments(SchemaShape arguments) =>
        arguments is AnyShape ? writer.Json.Object(ArgumentsDepth) : arguments.Write(writer, ArgumentsDepth);
}
