namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Equality, order and membership.</summary>
internal static class Comparison
{
    /// <summary>Applies a comparison operator.</summary>
    public static bool Apply(string operation, object? left, object? right, RenderBudget budget) => operation switch
    {
        "==" => AreEqual(left, right, budget),
        "!=" => !AreEqual(left, right, budget),
        "in" => Contains(right, left, budget),
        "not in" => !Contains(right, left, budget),
        "<" => Compare(left, right, budget) < 0,
        "<=" => Compare(left, right, budget) <= 0,
        ">" => Compare(left, right, budget) > 0,
        _ => Compare(left, right, budget) >= 0,
    };

    /// <summary>Gets whether two values are equal.</summary>
    public static bool AreEqual(object? left, object? right, RenderBudget budget)
    {
        budget.Enter();
        bool areEqual = (left, right) switch
        {
            (string first, string second) => AreEqual(first, second, budget),
            (ListValue first, ListValue second) => first.Kind == second.Kind && AreEqual(first.Items, second.Items, budget),
            (MapValue first, MapValue second) => AreEqual(first, second, budget),
            (UndefinedValue, UndefinedValue) => true,
            _ => AreEqualNumbers(left, right) ?? ReferenceEquals(left, right),
        };
        budget.Leave();
        return areEqual;
    }

    /// <summary>Puts two values in order.</summary>
    public static int Compare(object? left, object? right, RenderBudget budget)
    {
        budget.Enter();
        int order = (left, right) switch
        {
            (string first, string second) => CompareText(first, second, budget),
            (ListValue first, ListValue second) => CompareItems(first.Items, second.Items, budget),
            _ => CompareNumbers(left, right) ?? throw NoOrder(left, right),
        };
        budget.Leave();
        return order;
    }

    private static bool AreEqual(string left, string right, RenderBudget budget)
    {
        budget.SpendText(left.Length == right.Length ? left.Length : 0);
        return left == right;
    }

    private static bool AreEqual(IReadOnlyList<object?> left, IReadOnlyList<object?> right, RenderBudget budget) =>
        left.Count == right.Count && left.Zip(right).All(pair => AreEqual(pair.First, pair.Second, budget));

    private static bool AreEqual(MapValue left, MapValue right, RenderBudget budget) =>
        left.Count == right.Count
        && left.Entries.All(entry => right.TryGet(entry.Key, out object? value) && AreEqual(entry.Value, value, budget));

    private static bool? AreEqualNumbers(object? left, object? right) => CompareNumbers(left, right) is int order ? order == 0 : null;

    private static int? CompareNumbers(object? left, object? right)
    {
        if (Numbers.TryInteger(left, out long leftInteger) && Numbers.TryInteger(right, out long rightInteger))
        {
            return leftInteger.CompareTo(rightInteger);
        }

        bool areNumbers = Numbers.TryFloat(left, out double leftFloat) & Numbers.TryFloat(right, out double rightFloat);
        return areNumbers ? leftFloat.CompareTo(rightFloat) : null;
    }

    private static int CompareText(string left, string right, RenderBudget budget)
    {
        budget.SpendText(Math.Min(left.Length, right.Length));
        return string.CompareOrdinal(left, right);
    }

    private static int CompareItems(IReadOnlyList<object?> left, IReadOnlyList<object?> right, RenderBudget budget)
    {
        foreach ((object? first, object? second) in left.Zip(right))
        {
            if (!AreEqual(first, second, budget))
            {
                return Compare(first, second, budget);
            }
        }

        return left.Count.CompareTo(right.Count);
    }

    private static bool Contains(object? container, object? value, RenderBudget budget)
    {
        switch (container)
        {
            case string text:
                budget.SpendText(text.Length);
                return text.Contains(value as string ?? throw NoOrder(value, container), StringComparison.Ordinal);
            case MapValue map:
                return map.TryGet(value, out _);
            default:
                return Sequences.Items(container, budget).Any(item => AreEqual(item, value, budget));
        }
    }

    private static ChatTemplateException NoOrder(object? left, object? right) => left is UndefinedValue undefined
        ? undefined.Error()
        : new($"The chat template compares {TypeName.Of(left)} with {TypeName.Of(right)}.");
}
