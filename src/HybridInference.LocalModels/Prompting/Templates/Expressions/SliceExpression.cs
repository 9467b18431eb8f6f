namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary><c>value[start:stop:step]</c>.</summary>
internal sealed class SliceExpression(Expression value, Expression? start, Expression? stop, Expression? step) : Expression
{
    /// <inheritdoc/>
    protected override object EvaluateCore(RenderContext context)
    {
        object? sliced = value.Evaluate(context);
        long stride = Bound(step, context) ?? 1;
        if (stride == 0)
        {
            throw new ChatTemplateException("The chat template takes a slice with step 0.");
        }

        return sliced switch
        {
            UndefinedValue undefined => throw undefined.Error(),
            string text when stride == 1 => SliceText(text, context),
            string text => string.Concat(Pick(CodePoints.Split(text, context.Budget), stride, context)),
            ListValue list => new ListValue(Pick(list.Items, stride, context), list.Kind),
            _ => throw new ChatTemplateException($"The chat template takes a slice of {TypeName.Of(sliced)}."),
        };
    }

    private static long? Bound(Expression? bound, RenderContext context) => bound?.Evaluate(context) switch
    {
        null => null,
        object value when Numbers.TryInteger(value, out long integer) => integer,
        object value => throw new ChatTemplateException($"The chat template takes a slice at {TypeName.Of(value)}."),
    };

    private string SliceText(string text, RenderContext context)
    {
        context.Budget.SpendText(text.Length);
        int count = CodePoints.Count(text);
        long from = Clamp(Bound(start, context) ?? 0, count, 0, count);
        long to = Clamp(Bound(stop, context) ?? count, count, 0, count);
        return from < to ? CodePoints.Slice(text, (int)from, (int)to) : "";
    }

    private List<object?> Pick(IReadOnlyList<object?> items, long stride, RenderContext context)
    {
        int count = items.Count;
        context.Budget.SpendList(count);
        (long lowest, long highest) = stride > 0 ? (0L, (long)count) : (-1L, count - 1L);
        long index = Clamp(Bound(start, context) ?? (stride > 0 ? lowest : highest + count), count, lowest, highest);
        long end = Bound(stop, context) is long bound ? Clamp(bound, count, lowest, highest) : stride > 0 ? highest : lowest;
        List<object?> picked = [];
        for (; stride > 0 ? index < end : index > end; index += Math.Clamp(stride, -count - 1L, count + 1L))
        {
            picked.Add(items[(int)index]);
        }

        return picked;
    }

    private static long Clamp(long bound, int count, long lowest, long highest) =>
        Math.Clamp(bound < 0 ? Math.Max(bound, -count - 1L) + count : bound, lowest, highest);
}
