namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>What kind of value something is, for messages.</summary>
internal static class TypeName
{
    /// <summary>Gets the name of a value's type.</summary>
    public static string Of(object? value) => value switch
    {
        null => "none",
        UndefinedValue => "an undefined value",
        string => "text",
        bool => "a truth value",
        long or double or System.Numerics.BigInteger => "a number",
        ListValue => "a list",
        MapValue => "a map",
        _ => "a function",
    };
}
