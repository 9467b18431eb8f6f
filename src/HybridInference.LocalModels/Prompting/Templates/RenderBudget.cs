using System.Runtime.CompilerServices;

namespace HybridInference.LocalModels.Prompting.Templates;

/// <summary>What one rendering may cost. A template comes with a model and is not trusted: it must end, and in bounded memory.</summary>
internal sealed class RenderBudget
{
    /// <summary>The largest text that a template may make, in characters.</summary>
    public const int LongestText = 8 << 20;

    /// <summary>The longest list that a template may make.</summary>
    public const int LongestList = 1_000_000;

    private const long MostSteps = 20_000_000;
    private const int DeepestNesting = 600;

    // Making this many characters counts as one step, which also bounds the memory of all texts together.
    private const int CharactersOfStep = 4;

    private long _steps;
    private int _depth;

    /// <summary>Counts a step into a nested part of the template or of a value.</summary>
    public void Enter()
    {
        Spend(1);
        if (++_depth > DeepestNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new ChatTemplateException("The chat template is nested too deeply.");
        }
    }

    /// <summary>Ends a step into a nested part.</summary>
    public void Leave() => _depth--;

    /// <summary>Counts steps.</summary>
    public void Spend(long steps)
    {
        _steps += steps;
        if (_steps > MostSteps)
        {
            throw new ChatTemplateException($"The chat template takes more than {MostSteps:N0} steps.");
        }
    }

    /// <summary>Counts a text that is about to be made.</summary>
    public void SpendText(long length)
    {
        if (length > LongestText)
        {
            throw new ChatTemplateException($"The chat template makes a text of more than {LongestText:N0} characters.");
        }

        Spend(length / CharactersOfStep);
    }

    /// <summary>Counts a list that is about to be made.</summary>
    public void SpendList(long count)
    {
        if (count > LongestList)
        {
            throw new ChatTemplateException($"The chat template makes a list of more than {LongestList:N0} items.");
        }

        Spend(count);
    }
}
