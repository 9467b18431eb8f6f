namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>What is set: a variable, an attribute of a namespace, or several of them from the items of a list.</summary>
internal sealed class AssignmentTarget(Expression target)
{
    /// <summary>Sets the value.</summary>
    public void Assign(object? value, RenderContext context) => Assign(target, value, context);

    private static void Assign(Expression target, object? value, RenderContext context)
    {
        switch (target)
        {
            case NameExpression variable:
                context.Scope.Set(variable.Name, value);
                break;
            case AttributeExpression attribute:
                AssignAttribute(attribute, value, context);
                break;
            case ListExpression list:
                AssignItems(list.Items, Sequences.Items(value, context.Budget), context);
                break;
        }
    }

    private static void AssignAttribute(AttributeExpression attribute, object? value, RenderContext context)
    {
        if (attribute.Value.Evaluate(context) is not NamespaceValue variables)
        {
            throw new ChatTemplateException($"The chat template sets '{attribute.Name}' of something that is not a namespace.");
        }

        variables.Attributes.Set(attribute.Name, value);
    }

    private static void AssignItems(IReadOnlyList<Expression> targets, IReadOnlyList<object?> values, RenderContext context)
    {
        if (targets.Count != values.Count)
        {
            throw new ChatTemplateException($"The chat template unpacks {values.Count} values into {targets.Count} variables.");
        }

        for (int i = 0; i < targets.Count; i++)
        {
            Assign(targets[i], values[i], context);
        }
    }
}
