using System.Numerics;

namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>The tests that follow <c>is</c>, by name.</summary>
internal static class ValueTests
{
    private static readonly Dictionary<string, TemplateFunction> All = new()
    {
        ["defined"] = arguments => arguments.Value is not UndefinedValue,
        ["undefined"] = arguments => arguments.Value is UndefinedValue,
        ["none"] = arguments => arguments.Value is null,
        ["string"] = arguments => arguments.Value is string,
        ["mapping"] = arguments => arguments.Value is MapValue,
        ["iterable"] = arguments => arguments.Value is string or ListValue or MapValue or UndefinedValue,
        ["sequence"] = arguments => arguments.Value is string or MapValue or ListValue { Kind: not ListKind.Generator },
        ["number"] = arguments => arguments.Value is long or double or bool or BigInteger,
        ["integer"] = arguments => arguments.Value is long or BigInteger,
        ["float"] = arguments => arguments.Value is double,
        ["boolean"] = arguments => arguments.Value is bool,
        ["true"] = arguments => arguments.Value is true,
        ["false"] = arguments => arguments.Value is false,
        ["callable"] = arguments => arguments.Value is FunctionValue,
        ["odd"] = arguments => Modulo(arguments, 2) == 1,
        ["even"] = arguments => Modulo(arguments, 2) == 0,
        ["divisibleby"] = arguments => Modulo(arguments, arguments.Integer(1, "num", 0)) == 0,
        ["lower"] = arguments => TextCase.IsLower(PythonText.Str(arguments.Value, arguments.Budget)),
        ["upper"] = arguments => TextCase.IsUpper(PythonText.Str(arguments.Value, arguments.Budget)),
        ["sameas"] = arguments => IsSame(arguments.Value, arguments.Required(1, "other")),
        ["filter"] = arguments => Filters.Find(arguments.Text(0, "value")) is not null,
        ["test"] = arguments => IsTest(arguments.Text(0, "value")),
        ["in"] = Compare("in"),
        ["eq"] = Compare("=="),
        ["equalto"] = Compare("=="),
        ["=="] = Compare("=="),
        ["ne"] = Compare("!="),
        ["!="] = Compare("!="),
        ["lt"] = Compare("<"),
        ["lessthan"] = Compare("<"),
        ["<"] = Compare("<"),
        ["le"] = Compare("<="),
        ["<="] = Compare("<="),
        ["gt"] = Compare(">"),
        ["greaterthan"] = Compare(">"),
        [">"] = Compare(">"),
        ["ge"] = Compare(">="),
        [">="] = Compare(">="),
    };

    /// <summary>Finds a test that must exist.</summary>
    public static TemplateFunction Get(string name) => All.GetValueOrDefault(name)
        ?? throw new ChatTemplateException($"The chat template uses the test '{name}', which is not supported.");

    private static bool IsTest(string name) => All.ContainsKey(name);

    private static TemplateFunction Compare(string operation) => arguments =>
        Comparison.Apply(operation, arguments.Value, arguments.Required(1, "other"), arguments.Budget);

    private static bool IsSame(object? left, object? right) =>
        left is long or double or bool or string ? left.Equals(right) : ReferenceEquals(left, right);

    private static long Modulo(CallArguments arguments, long divisor) =>
        Arithmetic.Apply("%", arguments.Value, divisor, arguments.Budget) is long rest
            ? rest
            : throw arguments.Error($"an integer is needed, not {TypeName.Of(arguments.Value)}");
}
