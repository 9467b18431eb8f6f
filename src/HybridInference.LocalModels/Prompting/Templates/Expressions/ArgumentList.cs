namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>The arguments of a call as they are written.</summary>
internal sealed class ArgumentList(IReadOnlyList<Argument> arguments)
{
    /// <summary>No arguments.</summary>
    public static readonly ArgumentList Empty = new([]);

    /// <summary>Adds an argument.</summary>
    public ArgumentList With(Argument argument) => new([.. arguments, argument]);

    /// <summary>Gets the arguments' values.</summary>
    public CallArguments Evaluate(string function, RenderContext context, IReadOnlyList<object?> values)
    {
        List<object?> positional = [.. values];
        List<KeyValuePair<string, object?>> named = [];
        foreach (Argument argument in arguments)
        {
            argument.AddTo(positional, named, context);
        }

        return new CallArguments(function, context, positional, named);
    }
}
