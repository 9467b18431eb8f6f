using System.Text;

namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Operators and conversions of text and lists.</summary>
internal static class Sequences
{
    /// <summary>Joins or repeats; null where the operator does not apply.</summary>
    public static object? Apply(string operation, object? left, object? right, RenderBudget budget) => (operation, left, right) switch
    {
        ("+", string first, string second) => Concat(first, second, budget),
        ("+", ListValue first, ListValue second) when first.Kind == second.Kind => Concat(first, second, budget),
        ("*", string or ListValue, _) when Numbers.TryInteger(right, out long count) => Repeat(left, count, budget),
        ("*", _, string or ListValue) when Numbers.TryInteger(left, out long count) => Repeat(right, count, budget),
        _ => null,
    };

    /// <summary>Gets the items that a loop goes over: of text its characters, of a map its keys.</summary>
    public static IReadOnlyList<object?> Items(object? value, RenderBudget budget)
    {
        IReadOnlyList<object?> items = value switch
        {
            ListValue list => list.Items,
            MapValue map => [.. map.Keys],
            string text => [.. CodePoints.Split(text, budget)],
            UndefinedValue => [],
            _ => throw new ChatTemplateException($"The chat template needs a list, but has {TypeName.Of(value)}."),
        };
        budget.Spend(items.Count);
        return items;
    }

    /// <summary>Counts characters, items or entries; null for what has no length.</summary>
    public static long? Length(object? value, RenderBudget budget)
    {
        switch (value)
        {
            case string text:
                budget.SpendText(text.Length);
                return CodePoints.Count(text);
            case ListValue list:
                return list.Items.Count;
            case MapValue map:
                return map.Count;
            case UndefinedValue:
                return 0;
            default:
                return null;
        }
    }

    private static string Concat(string first, string second, RenderBudget budget)
    {
        budget.SpendText((long)first.Length + second.Length);
        return first + second;
    }

    private static ListValue Concat(ListValue first, ListValue second, RenderBudget budget)
    {
        budget.SpendList((long)first.Items.Count + second.Items.Count);
        return new ListValue([.. first.Items, .. second.Items], first.Kind);
    }

    private static object Repeat(object? value, long count, RenderBudget budget)
    {
        int times = (int)Math.Clamp(count, 0, int.MaxValue);
        if (value is string text)
        {
            budget.SpendText((long)text.Length * times);
            return new StringBuilder().Insert(0, text, text.Length == 0 ? 0 : times).ToString();
        }

        ListValue list = (ListValue)value!;
        budget.SpendList((long)list.Items.Count * times);
        return new ListValue([.. Enumerable.Repeat(list.Items, list.Items.Count == 0 ? 0 : times).SelectMany(items => items)], list.Kind);
    }
}
