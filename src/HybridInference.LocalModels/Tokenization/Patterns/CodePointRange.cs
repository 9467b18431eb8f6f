using System.Globalization;

namespace HybridInference.LocalModels.Tokenization;

/// <summary>The code points from a first to a last one.</summary>
internal readonly record struct CodePointRange(int First, int Last)
{
    /// <summary>Gets a value indicating whether some of them lie outside of the basic plane.</summary>
    public bool IsAstral => Last > char.MaxValue;

    /// <summary>Reads <c>41</c> or <c>41-5A</c>.</summary>
    public static CodePointRange Parse(string text)
    {
        string[] ends = text.Split('-');
        return new CodePointRange(ParseEnd(ends[0]), ParseEnd(ends[^1]));
    }

    /// <summary>Gets whether a code point is one of them.</summary>
    public bool Contains(int codePoint) => codePoint >= First && codePoint <= Last;

    private static int ParseEnd(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
