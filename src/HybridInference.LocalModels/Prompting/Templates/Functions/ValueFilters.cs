namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Filters of any value.</summary>
internal static class ValueFilters
{
    /// <summary>Gives another value for one that is undefined or, if wanted, for one that is false.</summary>
    public static object? Default(CallArguments arguments)
    {
        bool isReplaced = arguments.Value is UndefinedValue || (arguments.Flag(2, "boolean") && !Truth.Of(arguments.Value));
        return isReplaced ? arguments.Optional(1, "default_value", "") : arguments.Value;
    }

    /// <summary>Counts characters, items or entries.</summary>
    public static object Length(CallArguments arguments) =>
        Sequences.Length(arguments.Value, arguments.Budget) ?? throw arguments.Error($"{TypeName.Of(arguments.Value)} has no length");
}
