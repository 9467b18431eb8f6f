using System.Text;

namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>Text in the making, counted as it grows.</summary>
internal sealed class BoundedText(RenderBudget budget)
{
    private readonly StringBuilder _text = new();

    /// <summary>Gets the budget.</summary>
    public RenderBudget Budget => budget;

    /// <summary>Adds text.</summary>
    public BoundedText Append(string text)
    {
        if (_text.Length + (long)text.Length > RenderBudget.LongestText)
        {
            budget.SpendText(_text.Length + (long)text.Length);
        }

        budget.SpendText(text.Length);
        _text.Append(text);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
