using System.Diagnostics;

namespace HybridInference;

/// <summary>A value that a placeholder stands for. It never shows itself.</summary>
/// <param name="category">The category under which it was first found.</param>
/// <param name="token">Its placeholder.</param>
/// <param name="text">The value as it was first written.</param>
[DebuggerDisplay("{Token}")]
internal sealed class RedactedValue(string category, string token, string text)
{
    /// <summary>The category of text that only looks like a placeholder. It is not private, so it is put back everywhere.</summary>
    public const string Literal = "LITERAL";

    private volatile string[] _categories = [category];

    public string Category { get; } = category;

    public string Token { get; } = token;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Text { get; } = text;

    public bool IsLiteral { get; } = category == Literal;

    /// <summary>Tells whether the value was found as one of some categories.</summary>
    public bool IsOneOf(IReadOnlySet<string> categories) => Array.Exists(_categories, categories.Contains);

    /// <summary>Notes that the value was also found as another category. The caller holds the map's lock.</summary>
    public void AddCategory(string category)
    {
        if (!_categories.Contains(category))
        {
            _categories = [.. _categories, category];
        }
    }

    public override string ToString() => Token;
}
